import { Download } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import type { TrainingReport } from '#domain/training-report.ts'
import { useTraining, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { REPORT_VIEWS, type ReportView } from '../session/ui-store.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState, Progress } from '../ui/display.tsx'
import { CommandsView } from './commands/commands-view.tsx'
import { ConfusionsView, type PairOfCommands } from './confusions/confusions-view.tsx'
import { LearningView } from './learning/learning-view.tsx'
import { Overview } from './overview.tsx'
import { progressView, trainingStatus } from './progress-text.ts'
import { reportFile } from './report-file.ts'
import { ReportNotice } from './report-notice.tsx'
import { ThresholdsView } from './thresholds/thresholds-view.tsx'
import styles from './training.module.css'
import { useVersions } from './versions/use-versions.ts'
import { VersionsView } from './versions/versions-view.tsx'

/** What the last training measured, down to the messages that were mistaken. */
export function TrainingReportPanel() {
  const report = useTraining((state) => state.report)
  return (
    <section aria-label="Training report" className={styles.panel}>
      {report ? <Report report={report} /> : <NoReport />}
    </section>
  )
}

function NoReport() {
  const { training, report } = useStudio()
  const state = useTraining((it) => it)
  const isTraining = state.status === 'training'
  return (
    <>
      <ReportNotice versions={null} />
      <EmptyState
        title={isTraining ? trainingStatus(state) : 'Not trained yet'}
        actions={
          isTraining ? (
            <div className={styles.wait}>
              <Progress label="Progress" value={progressView(state.progress).fraction} />
            </div>
          ) : (
            <Button tone="primary" onClick={() => void training.train().catch(report)}>
              Learn now
            </Button>
          )
        }
      >
        Training teaches the workflow its utterances, here in the page, and measures how well it
        will understand: what is mistaken for what, and where more examples would help.
      </EmptyState>
    </>
  )
}

const VIEW_NAMES: Record<ReportView, string> = {
  overview: 'Overview',
  confusions: 'Confusions',
  commands: 'Commands',
  thresholds: 'Thresholds',
  learning: 'Learning',
  versions: 'Versions',
}

function Report({ report }: { report: TrainingReport }) {
  const { ui } = useStudio()
  const view = useUi((state) => state.reportView)
  const versions = useVersions()
  const [pair, setPair] = useState<PairOfCommands | null>(null)
  const show = (reportView: ReportView): void => ui.set({ reportView })
  const lookAt = (confusion: PairOfCommands): void => {
    setPair(confusion)
    show('confusions')
  }
  const views: Record<ReportView, () => React.ReactNode> = {
    overview: () => <Overview report={report} onConfusion={lookAt} />,
    confusions: () => <ConfusionsView report={report} chosen={pair} onChoose={setPair} />,
    commands: () => <CommandsView report={report} />,
    thresholds: () => <ThresholdsView report={report} />,
    learning: () => <LearningView report={report} onConfusion={lookAt} />,
    versions: () => <VersionsView versions={versions ?? []} />,
  }
  return (
    <Tabs.Root
      value={view}
      onValueChange={(next) => show(REPORT_VIEWS.find((it) => it === next) ?? 'overview')}
      className={styles.report}
    >
      <div className={styles.reportBar}>
        <Tabs.List aria-label="Parts of the report" className={styles.views}>
          {REPORT_VIEWS.map((name) => (
            <Tabs.Trigger key={name} value={name} className={styles.view}>
              {VIEW_NAMES[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <DownloadButton report={report} />
      </div>
      <Tabs.Content key={view} value={view} className={styles.content} tabIndex={-1}>
        <ReportNotice versions={versions} />
        {views[view]()}
      </Tabs.Content>
    </Tabs.Root>
  )
}

function DownloadButton({ report }: { report: TrainingReport }) {
  const studio = useStudio()
  const download = (): void => {
    const { document } = studio.document.state.getState()
    const { model } = studio.training.state.getState()
    studio.download('-training-report.json', reportFile(document, model, report))
    studio.ui.announce('Report downloaded')
  }
  return (
    <IconButton
      label="Download the report as JSON"
      icon={<Download size={15} />}
      onClick={download}
    />
  )
}
