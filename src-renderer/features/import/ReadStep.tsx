import { call } from '../../app/session.ts'
import type { Evidence } from '../../../shared/contract/import.ts'
import { delimiterText, evidenceText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { Choice } from '../../ui/Choice.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { FirstRows } from './FirstRows.tsx'
import css from './Import.module.css'
import { OpenPoints } from './OpenPoints.tsx'
import { change, useImport } from './store.ts'

const ENCODINGS = [
  'utf-8',
  'gb18030',
  'gbk',
  'big5',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'shift_jis',
  'euc-kr',
]
const DELIMITERS = [',', '\t', ';', '|', 'spaces']

/** Encoding, delimiter and header line with the evidence; every change is read again at once. */
export function ReadStep() {
  const t = useT()
  const format = useFormat()
  const { tables, chosen } = useImport()
  const table = tables.find((one) => one.id === chosen)
  if (!table) return null
  const { preview } = table
  const reread = (readAs: Parameters<typeof change>[2]['readAs']) =>
    void change(call, table.id, readAs ? { readAs } : {})
  const withCurrent = (list: readonly string[], current: string) =>
    list.includes(current) ? list : [current, ...list]
  return (
    <>
      <OpenPoints table={table} />
      <Panel title={t('import.stepRead')} state={table.busy ? { kind: 'busy' } : { kind: 'ready' }}>
        <div className={css.readAs}>
          {preview.format !== 'xlsx' && (
            <Choice
              labelled
              label={t('import.encoding')}
              options={withCurrent(ENCODINGS, preview.encoding).map((one) => ({
                value: one,
                label: one.toUpperCase(),
              }))}
              value={preview.encoding}
              onChange={(encoding) => reread({ encoding })}
            />
          )}
          <Why evidence={preview.encodingEvidence} />
          {preview.format === 'delimited' && (
            <>
              <Choice
                labelled
                label={t('import.delimiter')}
                options={withCurrent(DELIMITERS, preview.delimiter).map((one) => ({
                  value: one,
                  label: delimiterText(one, format.language),
                }))}
                value={preview.delimiter}
                onChange={(delimiter) => reread({ delimiter })}
              />
              <Why evidence={preview.delimiterEvidence} />
            </>
          )}
          {preview.format !== 'jsonl' && (
            <>
              <NumberField
                label={t('import.headerLine')}
                value={preview.headerLine}
                min={0}
                max={10_000}
                show={format.countFull}
                onCommit={(headerLine) => reread({ headerLine: Math.round(headerLine) })}
              />
              <Why evidence={preview.headerEvidence} />
            </>
          )}
        </div>
      </Panel>
      <FirstRows preview={preview} />
    </>
  )
}

/** The detectors' reasons as sentences. */
export function Why({ evidence }: { evidence: readonly Evidence[] }) {
  const format = useFormat()
  return (
    <ul className={css.reasons}>
      {evidence.map((one, i) => (
        <li key={i}>{evidenceText(one, format)}</li>
      ))}
    </ul>
  )
}
