import type { EvidenceCode, TablePreview } from '../../../shared/contract/import.ts'
import { evidenceText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { accept, verdictOf, type WizardTable } from './store.ts'

/** Points that a word of the person does not settle: something must be changed. */
const NEEDS_CHANGE: ReadonlySet<EvidenceCode> = new Set([
  'missing-field',
  'column-missing',
  'values-do-not-parse',
  'no-rows',
  'dates-ambiguous',
])

/** Whether "as shown" is an answer to what is open. */
export const canConfirm = ({ verdict, mapping, open }: TablePreview): boolean =>
  verdict === 'ask' && mapping !== null && open.every((one) => !NEEDS_CHANGE.has(one.code))

/** What must be settled, or why the table is refused; where a word is enough, the button that says it. */
export function OpenPoints({ table }: { table: WizardTable }) {
  const t = useT()
  const format = useFormat()
  const { preview } = table
  if (preview.open.length === 0 || verdictOf(table) === 'ready') return null
  const refused = preview.verdict === 'refused'
  return (
    <Notice
      lead={refused ? t('import.verdictRefused') : t('import.openTitle')}
      tone={refused ? 'error' : 'warn'}
      action={
        canConfirm(preview) && (
          <Button disabled={table.busy} onClick={() => accept(table.id)}>
            {t('import.confirm')}
          </Button>
        )
      }
    >
      {preview.open.map((one) => evidenceText(one, format)).join(t('common.separator'))}
    </Notice>
  )
}
