/** What a directory holds: other directories, and texts. */
export interface Holder {
  readonly name: string
}

interface Listing {
  readonly type: string
  readonly content?: string
  readonly contents?: Readonly<Record<string, Listing>>
}

/** A directory one can be in. What is above it is where it lives. */
export class Directory {
  name: string
  parent: Holder
  directories: Directory[] = []
  files: Record<string, string> = {}

  constructor(parent: Holder, name: string, contents: Readonly<Record<string, Listing>> = {}) {
    this.parent = parent
    this.name = name
    for (const [key, each] of Object.entries(contents)) {
      if (each.type === 'directory') this.directories.push(new Directory(this, key, each.contents))
      else this.files[key] = each.content ?? ''
    }
  }

  get id(): string {
    return this.parent instanceof Directory ? `${this.parent.id}/${this.name}` : this.name
  }

  child(name: string): Directory {
    const found = this.directories.find((directory) => directory.name === name)
    if (!found) throw new Error(`There is no directory ${name} here.`)
    return found
  }

  /** Where `cd` leads: one directory down, or up. */
  go(folder: string): Directory {
    if (folder !== '..') return this.child(folder)
    if (!(this.parent instanceof Directory)) throw new Error('This is the topmost directory.')
    return this.parent
  }

  text(name: string): string {
    const text = this.files[name]
    if (text === undefined) throw new Error(`There is no file ${name} here.`)
    return text
  }

  mkdir({ dir_name: name }: { dir_name: string }): null {
    this.requireFree(name)
    this.directories.push(new Directory(this, name))
    return null
  }

  touch({ file_name: name }: { file_name: string }): null {
    this.requireFree(name)
    this.files[name] = ''
    return null
  }

  echo({ content, file_name: name }: { content: string; file_name?: string | null }): unknown {
    if (!name) return { terminal_output: content }
    this.files[name] = content
    return null
  }

  ls(): string[] {
    return [...this.directories.map(({ name }) => name), ...Object.keys(this.files)]
  }

  cat({ file_name: name }: { file_name: string }): unknown {
    return { file_content: this.text(name) }
  }

  pwd(): unknown {
    return { current_working_directory: `/${this.id}` }
  }

  rm({ file_name: name }: { file_name: string }): unknown {
    if (name in this.files) delete this.files[name]
    else this.directories.splice(this.directories.indexOf(this.child(name)), 1)
    return { removed: name }
  }

  rmdir({ dir_name: name }: { dir_name: string }): unknown {
    const directory = this.child(name)
    if (directory.ls().length > 0) throw new Error(`${name} is not empty.`)
    this.directories.splice(this.directories.indexOf(directory), 1)
    return { removed: name }
  }

  mv({ source, destination }: { source: string; destination: string }): unknown {
    this.place(source, destination, true)
    return { moved: source, to: destination }
  }

  cp({ source, destination }: { source: string; destination: string }): unknown {
    this.place(source, destination, false)
    return { copied: source, to: destination }
  }

  grep({ file_name: name, pattern }: { file_name: string; pattern: string }): unknown {
    return { matching_lines: this.lines(name).filter((line) => line.includes(pattern)) }
  }

  sort({ file_name: name }: { file_name: string }): unknown {
    return { sorted_content: this.lines(name).sort().join('\n') }
  }

  tail({ file_name: name, lines = 10 }: { file_name: string; lines?: number }): unknown {
    return { last_lines: this.lines(name).slice(-lines).join('\n') }
  }

  wc({ file_name: name, mode = 'l' }: { file_name: string; mode?: string }): unknown {
    const text = this.text(name)
    const words = text.split(/\s+/).filter(Boolean)
    return {
      count: mode === 'c' ? text.length : mode === 'w' ? words.length : this.lines(name).length,
    }
  }

  diff({ file_name1: a, file_name2: b }: { file_name1: string; file_name2: string }): unknown {
    const [left, right] = [this.lines(a), this.lines(b)]
    return { diff_lines: left.flatMap((line, i) => (line === right[i] ? [] : [line, right[i]])) }
  }

  du(): unknown {
    return { disk_usage: this.size }
  }

  find({ path, name }: { path?: string; name?: string | null }): unknown {
    const from = !path || path === '.' ? this : this.child(path)
    return { matches: from.paths('.').filter((each) => each.includes(name ?? '')) }
  }

  get size(): number {
    const own = Object.values(this.files).reduce((sum, text) => sum + text.length, 0)
    return this.directories.reduce((sum, directory) => sum + directory.size, own)
  }

  private paths(at: string): string[] {
    return [
      ...Object.keys(this.files).map((name) => `${at}/${name}`),
      ...this.directories.flatMap((each) => [
        `${at}/${each.name}`,
        ...each.paths(`${at}/${each.name}`),
      ]),
    ]
  }

  private lines(name: string): string[] {
    return this.text(name).split('\n')
  }

  /** To a directory here, or under another name. */
  private place(source: string, destination: string, isMove: boolean): void {
    const target = this.directories.find(({ name }) => name === destination)
    const directory = this.directories.find(({ name }) => name === source)
    if (directory) {
      const moved = isMove ? directory : new Directory(this, source)
      if (isMove) this.directories.splice(this.directories.indexOf(directory), 1)
      moved.parent = target ?? this
      if (!target) moved.name = destination
      ;(target ?? this).directories.push(moved)
      return
    }
    const text = this.text(source)
    if (isMove) delete this.files[source]
    if (target) target.files[source] = text
    else this.files[destination] = text
  }

  private requireFree(name: string): void {
    if (this.ls().includes(name)) throw new Error(`There is a ${name} here already.`)
  }
}
