import { ChevronDown, Cpu, Zap } from 'lucide-react'
import { BACKENDS, type BackendChoice } from '#learn/worker/contract.ts'
import { useTraining } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { CHOICE_NAMES, encoderName, encoderReasons } from './progress-text.ts'
import styles from './training.module.css'

const CHOICES: readonly BackendChoice[] = ['auto', ...BACKENDS]

/** What the encoder runs on, why not on something faster, and a choice of another. */
export function EncoderChip() {
  const { training, report } = useStudio()
  const encoder = useTraining((state) => state.encoder)
  const backend = useTraining((state) => state.backend)
  const isTraining = useTraining((state) => state.status === 'training')
  const why = encoder
    ? encoderReasons(encoder).join('. ')
    : 'The encoder is loaded when first needed'
  const Icon = encoder?.backend === 'webgpu' ? Zap : Cpu
  return (
    <Tooltip text={isTraining ? `${why}. It can be changed after training` : why}>
      <span className={styles.encoder}>
        <Icon size={14} aria-hidden />
        <span>{encoder ? encoderName(encoder) : CHOICE_NAMES[backend]}</span>
        <ChevronDown size={12} aria-hidden />
        {/* The native select lies over the chip: the platform's own list and keys. */}
        <select
          aria-label="Encoder runs on"
          title={why}
          value={backend}
          disabled={isTraining}
          onChange={(event) => {
            const chosen = CHOICES.find((choice) => choice === event.target.value)
            if (chosen) void training.setBackend(chosen).catch(report)
          }}
        >
          {CHOICES.map((choice) => (
            <option key={choice} value={choice}>
              {CHOICE_NAMES[choice]}
            </option>
          ))}
        </select>
      </span>
    </Tooltip>
  )
}
