import {
  Check,
  ChevronDown,
  ChevronRight,
  MessageSquarePlus,
  RotateCcw,
  Trash2,
} from 'lucide-react'
import { Fragment } from 'react'
import { useApplication, useChat, useDocument } from '../session/hooks.ts'
import { levelTitle } from '../session/command-titles.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { moment } from '../ui/format.ts'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import styles from './chat.module.css'

const LISTED = 12

export function ChatHeader() {
  return (
    <header className={styles.header}>
      <Whereabouts />
      <ConversationPicker />
    </header>
  )
}

/** Where the person is, from the outermost level inwards. */
function Whereabouts() {
  const scope = useChat((chat) => chat.scope)
  const status = useApplication((application) => application.status)
  const document = useDocument((it) => it)
  if (!scope) {
    return (
      <span className={styles.whereabouts}>
        {status === 'failed' ? 'Not running' : 'Starting the application…'}
      </span>
    )
  }
  const levels = scope.levels.toReversed()
  return (
    <nav aria-label="Where you are" className={styles.whereabouts}>
      <ol>
        {levels.map((level, index) => (
          <Fragment key={index}>
            {index > 0 ? <ChevronRight size={12} aria-hidden /> : null}
            <li aria-current={index === levels.length - 1 ? 'location' : undefined}>
              {levelTitle(document, level)}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}

function ConversationPicker() {
  const studio = useStudio()
  const conversations = useChat((chat) => chat.conversations)
  const open = useChat((chat) => chat.conversation)
  const run = (work: Promise<void>): void => void work.catch(studio.report)

  const past: MenuItem[] = conversations.slice(0, LISTED).map(({ id, title, startedAt }) => ({
    label: `${title || 'Empty conversation'} · ${moment(startedAt)}`,
    icon: id === open ? <Check size={14} aria-label="Open" /> : <span className={styles.noIcon} />,
    onSelect: () => run(studio.chat.openConversation(id)),
  }))
  const actions: MenuItem[] = [
    {
      label: 'New conversation',
      icon: <MessageSquarePlus size={14} />,
      onSelect: () => run(studio.chat.newConversation()),
    },
    {
      label: 'Delete this conversation',
      icon: <Trash2 size={14} />,
      onSelect: () => run(studio.chat.deleteConversation(open)),
    },
    {
      label: 'Restart the application',
      icon: <RotateCcw size={14} />,
      onSelect: () => run(studio.application.reset()),
    },
  ]
  return (
    <Menu
      trigger={
        <Button tone="quiet" className={styles.picker}>
          Conversations
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
      groups={past.length === 0 ? [actions] : [past, actions]}
    />
  )
}
