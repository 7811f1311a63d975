import { useState } from 'react'
import { attempt } from '../../app/projectActions.ts'
import { fieldText, kindText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, TextField } from '../../ui/Field.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { sourceText } from './ColumnsStep.tsx'
import { FirstRows } from './FirstRows.tsx'
import css from './Import.module.css'
import { OpenPoints } from './OpenPoints.tsx'
import { saveMapping } from './runImport.ts'
import { missingFields, unusedColumns } from './sources.ts'
import { dropIdentical, useImport, type WizardTable, verdictOf } from './store.ts'
import { VerdictTag } from './TableTabs.tsx'

/** What will be imported and how, before a row is written. */
export function CheckStep() {
  const { tables, chosen } = useImport()
  const table = tables.find((one) => one.id === chosen)
  if (!table) return null
  return (
    <>
      <Summary table={table} />
      <FirstRows preview={table.preview} />
    </>
  )
}

function Summary({ table }: { table: WizardTable }) {
  const t = useT()
  const format = useFormat()
  const { preview } = table
  const { mapping, kind } = preview
  const missing = kind === null ? [] : missingFields(kind, mapping)
  const unused = unusedColumns(preview)
  const names = (columns: readonly string[]) => columns.join(format.language === 'en' ? ', ' : '、')
  return (
    <Panel
      title={`${preview.fileName}${preview.sheet === null ? '' : ` · ${preview.sheet}`}`}
      sub={`${kind === null ? '' : kindText(kind, format.language)} · ${preview.encoding.toUpperCase()}`}
      tools={<VerdictTag verdict={verdictOf(table)} />}
    >
      <OpenPoints table={table} />
      {missing.length > 0 && (
        <p className={css.why}>
          {t('import.required', { fields: names(missing.map((field) => fieldText(field, format.language))) })}
        </p>
      )}
      <dl className={css.summary}>
        {Object.entries(mapping?.columns ?? {}).map(([field, source]) => (
          <div key={field}>
            <dt>{fieldText(field, format.language)}</dt>
            <dd>{sourceText(source, t)}</dd>
          </div>
        ))}
      </dl>
      <ul className={css.reasons}>
        {mapping?.cancelled?.startsWith !== undefined && (
          <li>
            {t('import.cancelledRule', {
              column: mapping.cancelled.column,
              prefix: mapping.cancelled.startsWith,
            })}
          </li>
        )}
        {mapping?.cancelled?.equals !== undefined && (
          <li>
            {t('import.cancelledEquals', {
              column: mapping.cancelled.column,
              values: names(mapping.cancelled.equals),
            })}
          </li>
        )}
        {mapping?.refunded && (
          <li>
            {t('import.refundedRule', {
              column: mapping.refunded.column,
              values: names(mapping.refunded.equals),
            })}
          </li>
        )}
        {mapping?.notOrders && (
          <li>
            {t('import.notOrdersRule', {
              column: mapping.notOrders.column,
              values: names(mapping.notOrders.equals),
            })}
          </li>
        )}
        {mapping?.carryDown && mapping.carryDown.length > 0 && (
          <li>{t('import.carryDownRule', { columns: names(mapping.carryDown) })}</li>
        )}
        {unused.length > 0 && (
          <li>
            {kind === 'customers'
              ? t('import.attributesKept', { columns: names(unused) })
              : t('import.unusedColumns', { columns: names(unused) })}
          </li>
        )}
      </ul>
      {kind === 'purchases' && (
        <Checkbox
          label={t('import.dropIdentical')}
          checked={table.dropIdentical}
          onChange={(drop) => dropIdentical(table.id, drop)}
        />
      )}
      {mapping && <KeepMapping table={table} />}
    </Panel>
  )
}

function KeepMapping({ table }: { table: WizardTable }) {
  const t = useT()
  const [name, setName] = useState('')
  const keep = () =>
    void attempt(async () => {
      await saveMapping(table, name.trim())
      toast({ text: t('common.saved') })
      setName('')
    })
  return (
    <div className={css.keep}>
      <TextField
        label={t('import.saveMapping')}
        value={name}
        placeholder={t('import.mappingName')}
        onChange={setName}
        maxLength={120}
      />
      <Button disabled={name.trim() === ''} onClick={keep}>
        {t('common.save')}
      </Button>
    </div>
  )
}
