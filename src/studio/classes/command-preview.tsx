import type { Handler } from '#domain/document.ts'
import type { CommandRow } from '#domain/classes/offer-diff.ts'
import { Changes } from './changes.tsx'
import styles from './classes.module.css'
import { typeWords } from './row-words.ts'

/** What a command would be: where it comes from, what it asks for, what it may do and does. */
export function CommandPreview({ row: { offered, record, changes } }: { row: CommandRow }) {
  if (!offered)
    return (
      <p className={styles.faint}>
        {record?.source
          ? `${record.source.member} is not in ${record.source.file} any more. Ticked, the command goes with its utterances.`
          : ''}
      </p>
    )
  return (
    <>
      <p className={styles.faint}>
        <code>{offered.member}</code> in {offered.file}, line {offered.line}
      </p>
      {offered.description === '' ? null : <p>{offered.description}</p>}
      <Changes changes={changes} />
      {offered.parameters.length === 0 ? null : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">Type</th>
              <th scope="col">Needed</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {offered.parameters.map((parameter) => (
              <tr key={parameter.sourceName}>
                <th scope="row">{parameter.name}</th>
                <td>{typeWords(parameter)}</td>
                <td>{neededWords(parameter)}</td>
                <td>{parameter.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.faint}>
        Risk: {offered.risk}. A guess: {offered.riskBecause}.
      </p>
      <HandlerView handler={offered.handler} />
      {offered.remarks.map((remark) => (
        <p key={remark} className={styles.remark}>
          {remark}
        </p>
      ))}
    </>
  )
}

const neededWords = ({
  required,
  defaultValue,
}: {
  required: boolean
  defaultValue: unknown
}): string =>
  defaultValue !== null ? `else ${JSON.stringify(defaultValue)}` : required ? 'yes' : 'no'

function HandlerView({ handler }: { handler: Handler }) {
  switch (handler.kind) {
    case 'method':
      return <p className={styles.faint}>Calls the method {handler.method} of the instance.</p>
    case 'property':
      return (
        <p className={styles.faint}>
          {handler.access === 'get' ? 'Reads' : 'Writes'} the property {handler.property}.
        </p>
      )
    case 'code':
      return <pre className={styles.code}>{handler.source}</pre>
    case 'stub':
      return <p className={styles.faint}>Declared, to be run elsewhere: {handler.note}</p>
    case 'reply':
      return null
  }
}
