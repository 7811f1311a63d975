import { createRoot } from 'react-dom/client'
import type { ReportData } from '../../shared/contract/story.ts'
import { KitProvider } from '../ui/KitProvider.tsx'
import { ReportApp } from './ReportApp.tsx'
import { wearReport } from './looks.ts'

const root = document.getElementById('root')
const data = document.getElementById('huiliu-report')?.textContent ?? ''
if (root) {
  const report = JSON.parse(data) as ReportData
  wearReport(report.language, report.origin.currency)
  createRoot(root).render(
    <KitProvider>
      <ReportApp report={report} />
    </KitProvider>,
  )
}
