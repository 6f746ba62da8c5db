import { updateWorkflow } from '#domain/edits/workflow.ts'
import { useTraining } from '../session/hooks.ts'
import { SelectField } from '../ui/field.tsx'
import { encoderChoices } from './encoder-choices.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

/** Which sentence encoder the workflow is trained with. */
export function EncoderField({ encoder }: { encoder: string }) {
  const edit = useInspectorEdit()
  const misfit = useTraining((state) => state.misfit)
  const { options, problem } = encoderChoices(encoder, misfit)
  return (
    <SelectField
      label="Sentence encoder"
      value={encoder}
      options={options}
      problems={problem ? [problem] : []}
      hint="The accurate one understands more of what is said and takes twice the time for a message. After a change, train again."
      onChange={(id) => edit.once('Choose sentence encoder', updateWorkflow({ encoder: id }))}
    />
  )
}
