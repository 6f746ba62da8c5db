/** Anything JSON can carry: what handlers take and give, and what journals and bundles store. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
