import { Footprints, User, Users, X } from 'lucide-react'
import { isExpired } from '#domain/corrections-in-force.ts'
import type { CorrectionRecord } from '#domain/document.ts'
import { setExpiry, setPerson } from '#domain/edits/corrections.ts'
import { commandTitle, contextTitle } from '../session/command-titles.ts'
import { useDocument, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { takeBack } from '../session/take-back.ts'
import { IconButton } from '../ui/button.tsx'
import { moment, plural, shortened } from '../ui/format.ts'
import { dayOf, startOf, type Use } from './correction-rows.ts'
import styles from './corrections.module.css'

interface CorrectionRowProps {
  readonly correction: CorrectionRecord
  readonly use: Use | undefined
  readonly now: number
}

/** One correction: what it says, where and how often it was of use, and what can be done with it. */
export function CorrectionRow({ correction, use, now }: CorrectionRowProps) {
  const studio = useStudio()
  const document = useDocument((it) => it)
  const person = useUi((state) => state.person)
  const { id, text, meant, mistaken, context, at, expiresAt } = correction
  const short = shortened(text, 40)
  const edit = (
    label: string,
    change: Parameters<typeof studio.document.edit>[1],
    said: string,
  ) => {
    studio.document.edit(label, change)
    studio.ui.announce(said)
  }
  const isOwn = correction.person !== null
  return (
    <>
      <div className={styles.cell}>
        <span className={styles.said}>{shortened(text, 160)}</span>
        <span className={styles.faint}>
          in {contextTitle(document, context)}
          {isOwn ? ` · only for ${correction.person ?? ''}` : ''}
        </span>
      </div>
      <div className={styles.cell}>
        <span className={styles.said}>
          {meant ? commandTitle(document, meant) : <em>Out of scope</em>}
        </span>
        <span className={styles.faint}>
          {mistaken ? `not ${commandTitle(document, mistaken)}` : ''}
        </span>
      </div>
      <div className={styles.cell}>
        <span className={styles.time}>{moment(at, now)}</span>
        <span className={styles.faint}>
          {use ? `used ${plural(use.times, 'time')}` : 'not used yet'}
        </span>
      </div>
      <label className={styles.expiry}>
        <span className={styles.faint}>
          {isExpired(correction, now) ? 'Expired' : expiresAt === null ? 'Lasts' : 'Until'}
        </span>
        <input
          type="date"
          aria-label={`Until when “${short}” holds`}
          data-empty={expiresAt === null}
          value={expiresAt === null ? '' : dayOf(expiresAt)}
          onChange={(event) => {
            const until = startOf(event.target.value)
            edit(
              'Limit a correction',
              setExpiry([id], until),
              until === null ? 'It lasts' : `It holds until ${event.target.value}`,
            )
          }}
        />
      </label>
      <div className={styles.actions}>
        <IconButton
          label={isOwn ? `Share “${short}” with everyone` : `Keep “${short}” for ${person} alone`}
          icon={isOwn ? <User size={14} /> : <Users size={14} />}
          onClick={() =>
            edit(
              isOwn ? 'Share a correction' : 'Make a correction one’s own',
              setPerson(id, isOwn ? null : person),
              isOwn ? 'For everyone now' : `Only for ${person} now`,
            )
          }
        />
        <IconButton
          label={`Show “${short}” in the trace`}
          icon={<Footprints size={14} />}
          because={use ? undefined : 'It has not decided any message yet'}
          onClick={() => {
            studio.ui.set({ shownRun: use?.run ?? null })
            studio.ui.openDrawer('trace')
          }}
        />
        <IconButton
          label={`Remove the correction of “${short}”`}
          icon={<X size={14} />}
          onClick={() => {
            takeBack(studio, 'Remove a correction', id)
            studio.ui.announce('Correction removed')
          }}
        />
      </div>
    </>
  )
}
