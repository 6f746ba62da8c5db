/** Vite gives the address of a file; declared here because this layer is compiled without Vite's types. */
declare module '*.wasm?url' {
  const url: string
  export default url
}
