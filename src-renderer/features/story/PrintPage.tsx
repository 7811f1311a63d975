import { useEffect, useState } from 'react'
import type { ReportData } from '../../../shared/contract/story.ts'
import { attempt } from '../../app/projectActions.ts'
import { navigate, useRoute } from '../../app/router.ts'
import { call } from '../../app/session.ts'
import { usePrinted } from '../../app/story/printScreen.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { ReportDocument } from './ReportDocument.tsx'
import css from './Story.module.css'

/** A story, or the screen that was open, as pages; the browser's own print makes the PDF. */
export function PrintPage() {
  const t = useT()
  const language = useLanguage()
  const { params } = useRoute()
  const printed = usePrinted()
  const [story, setStory] = useState<ReportData | null>(null)
  const id = params['id']
  const report = id === undefined ? printed.report : story
  useEffect(() => {
    if (id !== undefined) void attempt(async () => setStory(await call('story.report', { id, language })))
  }, [id, language])
  return (
    <>
      <div className={css.printBar}>
        <Button onClick={() => navigate(id === undefined ? printed.back : 'story')}>
          {t('common.close')}
        </Button>
        <Button kind="filled" disabled={report === null} onClick={printInLight}>
          {t('story.print')}
        </Button>
      </div>
      {report === null ? <Skeleton /> : <ReportDocument report={report} />}
    </>
  )
}

/** Paper is white; where the numbers come from is printed too. */
function printInLight(): void {
  const root = document.documentElement
  const { theme } = root.dataset
  const closed = [
    ...document.querySelectorAll<HTMLDetailsElement>('[data-print] details:not([open])'),
  ].filter((details) => details.querySelector('table') === null)
  const restore = () => {
    if (theme !== undefined) root.dataset['theme'] = theme
    for (const details of closed) details.open = false
    window.removeEventListener('afterprint', restore)
  }
  window.addEventListener('afterprint', restore)
  root.dataset['theme'] = 'light'
  for (const details of closed) details.open = true
  window.print()
}
