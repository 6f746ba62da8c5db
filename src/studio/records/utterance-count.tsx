/** A bare number for the eye; for the ear it says of what. */
export function UtteranceCount({
  count,
  className,
}: {
  count: number
  className?: string | undefined
}) {
  return (
    <span className={className}>
      {count}
      <span className="visually-hidden">{count === 1 ? ' utterance' : ' utterances'}</span>
    </span>
  )
}
