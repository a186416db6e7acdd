/** The two sides of a comparison, as they are called wherever they appear. */
export function sideName(index: number): "A" | "B" {
  return index === 0 ? "A" : "B";
}
