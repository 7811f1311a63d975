import { useT } from '../../locale/t.ts'
import { cx } from '../../ui/cx.ts'
import { Tag } from '../../ui/Tag.tsx'
import css from './Import.module.css'
import { chooseTable, useImport, verdictOf } from './store.ts'

/** The tables of the import, one of them chosen; only shown when there are several. */
export function TableTabs() {
  const t = useT()
  const { tables, chosen } = useImport()
  if (tables.length < 2) return null
  return (
    <div className={css.tabs} role="tablist" aria-label={t('import.tables', { n: String(tables.length) })}>
      {tables.map((table) => (
        <button
          key={table.id}
          type="button"
          role="tab"
          aria-selected={table.id === chosen}
          className={cx(css.tab, !table.included && css.left)}
          onClick={() => chooseTable(table.id)}
        >
          {table.preview.fileName}
          {table.preview.sheet !== null && ` · ${table.preview.sheet}`}
          <VerdictTag verdict={verdictOf(table)} />
        </button>
      ))}
    </div>
  )
}

export function VerdictTag({ verdict }: { verdict: 'ready' | 'ask' | 'refused' }) {
  const t = useT()
  if (verdict === 'ready') return <Tag tone="accent">{t('import.verdictReady')}</Tag>
  if (verdict === 'ask') return <Tag tone="warn">{t('import.verdictAsk')}</Tag>
  return <Tag tone="error">{t('import.verdictRefused')}</Tag>
}
