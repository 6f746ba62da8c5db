import { useState } from 'react'
import { workflowOf } from '#domain/queries.ts'
import type { ModelVersion } from '#store/model-store.ts'
import { useDocument, useSaving, useTraining } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/display.tsx'
import { count, moment, percent } from '../../ui/format.ts'
import { VersionComparison } from './version-comparison.tsx'
import styles from './versions.module.css'

/** The trainings that are kept: what changed from one to the next, and the way back. */
export function VersionsView({ versions }: { versions: readonly ModelVersion[] }) {
  const inUse = useTraining((state) => state.model?.trainedAt ?? null)
  const [picked, setPicked] = useState<number | null>(null)
  const others = versions.filter(({ trainedAt }) => trainedAt !== inUse)
  const current = versions.find(({ trainedAt }) => trainedAt === inUse)
  const earlier = others.find(({ trainedAt }) => trainedAt < (inUse ?? 0)) ?? others[0]
  const compared = others.find(({ trainedAt }) => trainedAt === picked) ?? earlier
  return (
    <div className={styles.columns}>
      <section aria-labelledby="versions-title" className={styles.block}>
        <h3 id="versions-title">Versions</h3>
        <ol className={styles.versions}>
          {versions.map((version) => (
            <Version
              key={version.trainedAt}
              version={version}
              isInUse={version.trainedAt === inUse}
              isCompared={version === compared}
              onCompare={() => setPicked(version.trainedAt)}
            />
          ))}
        </ol>
        <p className={styles.soft}>
          The last ten trainings are kept in this browser. A restored one answers as it did then; it
          does not know what was added since.
        </p>
      </section>
      {current && compared ? (
        <VersionComparison key={compared.trainedAt} version={compared} current={current} />
      ) : (
        <p className={styles.soft}>
          This is the only training so far. After the next one, what changed stands here: figures,
          commands, and the messages that were mended or broken.
        </p>
      )}
    </div>
  )
}

interface VersionProps {
  readonly version: ModelVersion
  readonly isInUse: boolean
  readonly isCompared: boolean
  readonly onCompare: () => void
}

function Version({ version, isInUse, isCompared, onCompare }: VersionProps) {
  const { report, trainedAt } = version
  const when = moment(trainedAt)
  return (
    <li className={styles.version} aria-current={isInUse ? 'true' : undefined}>
      <span className={styles.when}>{when}</span>
      <span className={styles.soft}>
        {percent(report.accuracy, 1)} of {count(report.rows)} rows
      </span>
      <span className={styles.actions}>
        {isInUse ? (
          <Badge tone="accent">in use</Badge>
        ) : (
          <>
            <Button
              aria-pressed={isCompared}
              aria-label={`Compare with the version of ${when}`}
              className={isCompared ? (styles.pressed ?? '') : ''}
              onClick={onCompare}
            >
              Compare
            </Button>
            <Restore version={version} when={when} />
          </>
        )}
      </span>
    </li>
  )
}

function Restore({ version, when }: { version: ModelVersion; when: string }) {
  const { training, report } = useStudio()
  const [isUnderWay, setUnderWay] = useState(false)
  const encoder = useDocument((document) => workflowOf(document).encoder)
  const following = useSaving((state) => state.following)
  const isTraining = useTraining((state) => state.status === 'training')
  const restore = async (): Promise<void> => {
    setUnderWay(true)
    try {
      await training.restore(version)
    } catch (error) {
      report(error)
    } finally {
      setUnderWay(false)
    }
  }
  const because = following
    ? 'Another tab writes this workflow'
    : isTraining
      ? 'Training is under way'
      : isUnderWay
        ? 'It is being restored'
        : version.encoder.id === encoder
          ? undefined
          : `It was trained with the encoder ${version.encoder.id}; choose that for the workflow first`
  return (
    <Button
      aria-label={`Restore the version of ${when}`}
      because={because}
      onClick={() => void restore()}
    >
      Restore
    </Button>
  )
}
