/** A file to be read: its path with forward slashes, and what is in it. */
export interface ClassSource {
  readonly path: string
  readonly text: string
}

const FOREIGN = /(?:^|\/)(?:\.[^/]+|venv|site-packages|node_modules|__pycache__)\//

/** Whether a file of a folder was installed or made by a tool, and is not a person's own source. */
export const isForeign = (path: string): boolean => FOREIGN.test(path)
