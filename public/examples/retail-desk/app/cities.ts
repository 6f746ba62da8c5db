/** Where the shop delivers to: each city with the first digits of its zip codes. */
// prettier-ignore
export const CITIES = [
  ['Austin', '787'], ['Boston', '021'], ['Chicago', '606'], ['Denver', '802'], ['Portland', '972'],
  ['Phoenix', '850'], ['Seattle', '981'], ['San Diego', '921'],
] as const
