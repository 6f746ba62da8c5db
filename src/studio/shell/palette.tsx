import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import { recordsOf } from '#domain/queries.ts'
import { titleOf } from '#domain/names.ts'
import { runAction } from '../actions/action.ts'
import { studioActions } from '../actions/studio-actions.ts'
import { shortcutText } from '../ui/shortcut.ts'
import ui from '../ui/ui.module.css'
import styles from './shell.module.css'
import { useActionContext } from './use-action-context.ts'

const GROUPS = { edit: 'Edit', learn: 'Learn', run: 'Talk', view: 'View', workspace: 'Workflow' }

/** Everything that can be done, and everywhere one can go, by typing a few letters of it. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className={ui.overlay} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Command palette</Dialog.Title>
          <PaletteContent onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteContent({ onClose }: { onClose: () => void }) {
  const context = useActionContext()
  const { studio } = context
  const { document } = studio.document.state.getState()
  const contexts = recordsOf(document, 'context')
  const nameOf = (id: string) => contexts.find((record) => record.id === id)?.name ?? ''

  const go = (id: string): void => {
    onClose()
    studio.ui.select([id])
  }

  return (
    <Command label="Command palette" loop>
      <Command.Input placeholder="What do you want to do?" aria-label="Command palette" autoFocus />
      <Command.List>
        <Command.Empty>Nothing by that name. Try fewer letters.</Command.Empty>
        {Object.entries(GROUPS).map(([group, heading]) => (
          <Command.Group key={group} heading={heading}>
            {studioActions
              .filter((action) => action.group === group && action.id !== 'command-palette')
              .map((action) => {
                const enabled = action.enabled?.(context) ?? true
                return (
                  <Command.Item
                    key={action.id}
                    value={action.label}
                    disabled={enabled !== true}
                    onSelect={() => {
                      onClose()
                      void runAction(action, context, 'palette', studio.report)
                    }}
                  >
                    {action.label}
                    {enabled === true ? null : <small>{enabled.because}</small>}
                    {action.shortcut === undefined ? null : (
                      <kbd>{shortcutText(action.shortcut)}</kbd>
                    )}
                  </Command.Item>
                )
              })}
          </Command.Group>
        ))}
        <Command.Group heading="Go to">
          {contexts.map(({ id, name }) => (
            <Command.Item key={id} value={`Context ${name} ${id}`} onSelect={() => go(id)}>
              {name === '*' ? 'Everywhere' : name} <small>context</small>
            </Command.Item>
          ))}
          {recordsOf(document, 'command').map(({ id, name, context: home }) => (
            <Command.Item
              key={id}
              value={`Command ${titleOf(name)} ${nameOf(home)} ${id}`}
              onSelect={() => go(id)}
            >
              {titleOf(name)} <small>{nameOf(home)}</small>
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command>
  )
}
