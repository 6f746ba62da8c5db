import { useRef, useState, type DragEvent } from 'react'
import { droppedFiles, type PickedFile } from './dropped-files.ts'

interface FileDrop {
  readonly isOver: boolean
  /** What was dropped last could not be read: it was moved meanwhile, or may not be opened. */
  readonly isUnreadable: boolean
  readonly dropProps: {
    readonly onDragEnter: (event: DragEvent) => void
    readonly onDragOver: (event: DragEvent) => void
    readonly onDragLeave: () => void
    readonly onDrop: (event: DragEvent) => void
  }
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')

/** Takes files and folders dropped anywhere on an element; text and links dragged over it are let be. */
export function useFileDrop(onFiles: (files: readonly PickedFile[]) => void): FileDrop {
  // Entering a child leaves its parent: only when as many were left as entered is it really out.
  const depth = useRef(0)
  const [isOver, setIsOver] = useState(false)
  const [isUnreadable, setIsUnreadable] = useState(false)
  const move = (by: number): void => {
    depth.current = Math.max(0, depth.current + by)
    setIsOver(depth.current > 0)
  }
  return {
    isOver,
    isUnreadable,
    dropProps: {
      onDragEnter: (event) => {
        if (hasFiles(event)) move(1)
      },
      onDragOver: (event) => {
        if (hasFiles(event)) event.preventDefault()
      },
      onDragLeave: () => move(-1),
      onDrop: (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        depth.current = 0
        setIsOver(false)
        setIsUnreadable(false)
        droppedFiles(event.nativeEvent).then(onFiles, () => setIsUnreadable(true))
      },
    },
  }
}
