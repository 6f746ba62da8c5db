import { Columns2 } from 'lucide-react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { ChatPanel } from '../chat/chat-panel.tsx'
import { InspectorPanel } from '../inspector/inspector-panel.tsx'
import { useSaving, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import type { RightTab } from '../session/ui-store.ts'
import { IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/display.tsx'
import { PartBoundary } from './part-boundary.tsx'
import styles from './shell.module.css'

const Chat = () => {
  const following = useSaving((state) => state.following)
  return (
    <PartBoundary part="Chat">
      <h2 className="visually-hidden">Chat</h2>
      {following ? (
        <section aria-label="Chat" className={styles.pane}>
          <EmptyState title="The conversation is in the other tab">
            One tab talks at a time, so that the application has one state. Take over to talk here.
          </EmptyState>
        </section>
      ) : (
        <ChatPanel />
      )}
    </PartBoundary>
  )
}

const Inspector = () => (
  <PartBoundary part="Inspector">
    <InspectorPanel />
  </PartBoundary>
)

const TABS: readonly { id: RightTab; label: string }[] = [
  { id: 'inspector', label: 'Inspector' },
  { id: 'chat', label: 'Chat' },
]

/** Inspector and chat: one at a time, or both beside each other where there is room. */
export function RightPane() {
  const { ui } = useStudio()
  const tab = useUi((state) => state.rightTab)
  return (
    <div className={styles.right}>
      <div className={styles.tabs} role="group" aria-label="Right pane">
        {TABS.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className={styles.tab}
            aria-pressed={tab === id || tab === 'both'}
            onClick={() => ui.set({ rightTab: id })}
          >
            {label}
          </button>
        ))}
        <span className={styles.spacer} />
        <IconButton
          label="Show both"
          icon={<Columns2 size={16} />}
          aria-pressed={tab === 'both'}
          onClick={() => ui.set({ rightTab: tab === 'both' ? 'chat' : 'both' })}
        />
      </div>
      <div className={styles.pane}>
        {tab === 'inspector' ? <Inspector /> : null}
        {tab === 'chat' ? <Chat /> : null}
        {tab === 'both' ? (
          <Group orientation="horizontal" id="right-pane">
            <Panel id="inspector-half" minSize={220}>
              <Inspector />
            </Panel>
            <Separator className={styles.separator} aria-label="Resize inspector and chat" />
            <Panel id="chat-half" minSize={240}>
              <Chat />
            </Panel>
          </Group>
        ) : null}
      </div>
    </div>
  )
}
