import { FileUp } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { chosenFiles, type PickedFile } from './dropped-files.ts'
import styles from './ui.module.css'
import { useFileDrop } from './use-file-drop.ts'

interface FileSourceProps {
  /** Names the file input. */
  readonly label: string
  /** What its button says. */
  readonly choose: string
  /** Something was chosen before: choosing is not the first thing to do any more. */
  readonly isChosen: boolean
  /** As the `accept` of an input; what is dropped is taken whatever it is. */
  readonly accept: string
  readonly multiple?: boolean
  /** Whole folders are chosen; dropped ones are always walked. */
  readonly directory?: boolean
  /** At least one file. */
  readonly onFiles: (files: readonly PickedFile[]) => void
  /** Beside the button. */
  readonly beside: ReactNode
  readonly children: ReactNode
}

/** Files to choose or to drop, and below that what became of them. */
export function FileSource({
  label,
  choose,
  isChosen,
  accept,
  multiple = false,
  directory = false,
  onFiles,
  beside,
  children,
}: FileSourceProps) {
  const input = useRef<HTMLInputElement>(null)
  const take = (files: readonly PickedFile[]): void => {
    if (files.length > 0) onFiles(files)
  }
  const { isOver, isUnreadable, dropProps } = useFileDrop(take)
  return (
    <div className={styles.fileSource} data-over={isOver} {...dropProps}>
      <div className={styles.fileBar}>
        <Button tone={isChosen ? 'plain' : 'primary'} onClick={() => input.current?.click()}>
          <FileUp size={16} aria-hidden />
          {choose}
        </Button>
        <input
          ref={input}
          type="file"
          multiple={multiple}
          {...(directory && { webkitdirectory: '' })}
          hidden
          accept={accept}
          aria-label={label}
          onChange={(event) => {
            const files = chosenFiles(event.target.files)
            // The same file again is a choice, too: it may have been mended meanwhile.
            event.target.value = ''
            take(files)
          }}
        />
        {beside}
      </div>
      {isUnreadable ? (
        <p role="alert" className={styles.problem}>
          What was dropped could not be read. Choose it with the button instead.
        </p>
      ) : null}
      {children}
    </div>
  )
}
