/** The build resolves this to the compiled content (see esbuild.mjs). */
declare module "designwise:content" {
  const content: import("./types.ts").Content;
  export default content;
}
