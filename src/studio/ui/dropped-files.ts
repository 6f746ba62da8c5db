import { fromEvent } from 'file-selector'

/** A file with where it lay: `app/order.py` of a folder, or just its name. */
export interface PickedFile {
  readonly file: File
  readonly path: string
}

/** The files of a drop; folders are walked to their leaves. Throws where one cannot be read. */
export async function droppedFiles(drop: DragEvent): Promise<readonly PickedFile[]> {
  const found = await fromEvent(drop)
  return found.flatMap((item) =>
    item instanceof File ? [{ file: item, path: item.relativePath.replace(/^\.?\//, '') }] : [],
  )
}

/** The files of an input, with their paths where a folder was chosen. */
export const chosenFiles = (files: FileList | null): readonly PickedFile[] =>
  [...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }))
