import type { DateOrder, FieldSource } from '../../../shared/contract/mapping.ts'
import { call } from '../../app/session.ts'
import { evidenceText, fieldText } from '../../locale/codeText.ts'
import { useT, type Translate } from '../../locale/t.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { KindChoice } from './FilesStep.tsx'
import { FirstRows } from './FirstRows.tsx'
import css from './Import.module.css'
import { OpenPoints } from './OpenPoints.tsx'
import { choicesFor, fieldsOf, requiredOf, sampleOf, sourceKey, sourceOf, withField } from './sources.ts'
import { change, useImport, type WizardTable } from './store.ts'

const NOT_MAPPED = '\u0002'
const ORDERS: readonly DateOrder[] = ['ymd', 'dmy', 'mdy']

/** A source in words. */
export function sourceText(source: FieldSource, t: Translate): string {
  if (typeof source === 'string') return source
  if ('column' in source) return source.column
  if ('multiply' in source) return t('import.product', { a: source.multiply[0], b: source.multiply[1] })
  if ('join' in source) return t('import.joined', { date: source.join[0], clock: source.join[1] })
  if ('sum' in source) return t('import.sumOf', { list: source.sum.join(' + ') })
  if ('firstOf' in source) return t('import.firstOf', { list: source.firstOf.join(' / ') })
  return t('import.constant', { text: source.constant })
}

/** Every field of the kind with its column, the evidence and a sample; each may be changed. */
export function ColumnsStep() {
  const t = useT()
  const { tables, chosen } = useImport()
  const table = tables.find((one) => one.id === chosen)
  if (!table) return null
  const { preview } = table
  return (
    <>
      <OpenPoints table={table} />
      <Panel
        flush
        title={t('import.columnsTitle')}
        tools={<KindChoice table={table} />}
        state={table.busy ? { kind: 'busy' } : { kind: 'ready' }}
      >
        <FieldTable table={table} />
      </Panel>
      <FirstRows preview={preview} />
    </>
  )
}

function FieldTable({ table }: { table: WizardTable }) {
  const t = useT()
  const format = useFormat()
  const { preview } = table
  const { kind } = preview
  if (kind === null) return null
  const mapping = preview.mapping ?? { kind, columns: {} }
  const required = requiredOf(kind)
  const setField = (field: string, key: string) =>
    void change(call, table.id, {
      mapping: withField(mapping, field, key === NOT_MAPPED ? null : sourceOf(key)),
    })
  return (
    <table className={css.fields}>
      <thead>
        <tr>
          <th scope="col">{t('import.field')}</th>
          <th scope="col">{t('import.column')}</th>
          <th scope="col">{t('import.evidence')}</th>
          <th scope="col">{t('import.sample')}</th>
        </tr>
      </thead>
      <tbody>
        {fieldsOf(kind).map((field) => {
          const source = mapping.columns[field]
          const proposed = preview.fields.find((one) => one.field === field)
          const keys = new Map(
            choicesFor(field, preview).map((choice) => [sourceKey(choice), sourceText(choice, t)]),
          )
          if (source !== undefined) keys.set(sourceKey(source), sourceText(source, t))
          const missing = source === undefined && required.includes(field)
          return (
            <tr key={field} data-missing={missing}>
              <th scope="row">
                {fieldText(field, format.language)}
                {required.includes(field) && <small> {t('common.required')}</small>}
              </th>
              <td>
                <Choice
                  searchable
                  label={`${t('import.column')}: ${fieldText(field, format.language)}`}
                  options={[
                    { value: NOT_MAPPED, label: t('import.notMapped') },
                    ...[...keys].map(([value, label]) => ({ value, label })),
                  ]}
                  value={source === undefined ? NOT_MAPPED : sourceKey(source)}
                  widthPx={240}
                  onChange={(key) => setField(field, key)}
                />
              </td>
              <td className={css.why}>
                {proposed?.evidence.map((one) => evidenceText(one, format)).join(t('common.separator')) ?? ''}
                {field === 'time' && preview.dateEvidence.length > 0 && <DateOrderChoice table={table} />}
              </td>
              <td className={css.mono}>{source === undefined ? '' : sampleOf(source, preview)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function DateOrderChoice({ table }: { table: WizardTable }) {
  const t = useT()
  const format = useFormat()
  const { preview } = table
  const { mapping } = preview
  if (!mapping) return null
  const ambiguous = preview.open.some((one) => one.code === 'dates-ambiguous')
  const names = { ymd: t('import.ymd'), dmy: t('import.dmy'), mdy: t('import.mdy') }
  return (
    <span className={css.dateOrder}>
      <Choice
        quiet
        label={t('import.dateOrder')}
        options={ORDERS.map((order) => ({ value: order, label: names[order] }))}
        value={ambiguous ? null : (mapping.dateOrder ?? preview.dateOrder)}
        widthPx={152}
        onChange={(dateOrder) => void change(call, table.id, { mapping: { ...mapping, dateOrder } })}
      />
      {preview.dateEvidence.map((one) => evidenceText(one, format)).join(t('common.separator'))}
    </span>
  )
}
