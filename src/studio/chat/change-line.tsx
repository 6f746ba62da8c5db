import { PencilLine, Trash2, Undo2 } from 'lucide-react'
import { commandTitle, levelTitle } from '../session/command-titles.ts'
import { useChat, useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Badge } from '../ui/display.tsx'
import styles from './chat.module.css'
import { undoneRuns } from './transcript.ts'
import type { AnswerItem, SaidTurn } from './turn-items.ts'

/**
 * What an answer changed, and the way to take that back. Nothing for what only read: whoever looks
 * through a conversation for what was done to the data finds exactly these lines.
 */
export function ChangeLine({ item: { turn, isLatestOfTurn } }: { item: AnswerItem }) {
  if (!isLatestOfTurn) return null
  if (turn.undo && turn.undo.reply !== null) return <TakenBack turn={turn} />
  const { started, execution } = turn
  const risk = execution ? (started?.risk ?? 'read') : 'read'
  return risk === 'read' ? null : <Change turn={turn} isDestructive={risk === 'destructive'} />
}

function Change({ turn, isDestructive }: { turn: SaidTurn; isDestructive: boolean }) {
  const isUndone = useChat((chat) => undoneRuns(chat.entries).has(turn.runId))
  const what = useDocument((document) => {
    const level = turn.command ? turn.scope.levels[turn.command.level] : undefined
    return level ? levelTitle(document, level) : ''
  })
  const Icon = isDestructive ? Trash2 : PencilLine
  return (
    <div className={styles.change} data-undone={isUndone}>
      <Icon size={14} aria-hidden />
      <span className={styles.changed}>Changed: {what}</span>
      <Badge tone={isDestructive ? 'danger' : 'warn'}>
        {isDestructive ? 'destructive' : 'write'}
      </Badge>
      {isUndone ? <span className={styles.faint}>taken back</span> : <UndoButton turn={turn} />}
    </div>
  )
}

function UndoButton({ turn: { runId, command } }: { turn: SaidTurn }) {
  const { chat, report } = useStudio()
  const isUndoable = useChat(({ undoable }) => undoable.some(({ run }) => run === runId))
  const isBusy = useChat(({ busy }) => busy)
  const title = useDocument((document) => (command ? commandTitle(document, command.id) : ''))
  if (!isUndoable) return null
  return (
    <Button
      className={styles.undo}
      aria-label={`Undo ${title}`}
      because={isBusy ? 'Wait for the answer, or stop it' : undefined}
      onClick={() => void chat.undo(runId).catch(report)}
    >
      <Undo2 size={14} aria-hidden />
      Undo
    </Button>
  )
}

function TakenBack({ turn: { undo } }: { turn: SaidTurn }) {
  const title = useDocument((document) => (undo ? commandTitle(document, undo.command) : ''))
  return (
    <div className={styles.change}>
      <Undo2 size={14} aria-hidden />
      <span className={styles.changed}>
        Taken back: {title}
        {undo && undo.label !== '' ? ` in ${undo.label}` : ''}
      </span>
    </div>
  )
}
