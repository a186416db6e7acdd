/** As much of two packages as the sample uses, so that nothing has to be installed to look at it. */
declare module "axios" {
  interface Options {
    readonly timeout?: number;
  }
  interface Answer {
    readonly data: any;
  }
  const axios: {
    get(url: string, options?: Options): Promise<Answer>;
    post(url: string, body?: unknown, options?: Options): Promise<Answer>;
  };
  export default axios;
}

declare module "pg" {
  export class Pool {
    constructor(options?: { readonly database?: string });
    query(sql: string, values?: readonly unknown[]): Promise<{ readonly rows: any[] }>;
  }
}
