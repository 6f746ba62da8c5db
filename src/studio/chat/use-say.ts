import { useChat } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'

/**
 * Says something on the person's behalf, for buttons that stand for words. Nothing while an answer
 * is under way; what is half typed stays.
 */
export function useSay(): {
  readonly say: (text: string) => void
  readonly because: string | undefined
} {
  const { chat, report } = useStudio()
  const isBusy = useChat((state) => state.busy)
  const say = (text: string): void => {
    if (isBusy) return
    void chat.send(text).catch(report)
  }
  return { say, because: isBusy ? 'Wait for the answer, or stop it' : undefined }
}
