import { createRoot } from 'react-dom/client'
import { App } from '../../../src-renderer/app/App.tsx'
import type { AppSettings } from '../../../shared/contract/project.ts'
import { churnAnswers } from '../churnData.ts'
import { createFakeClient, createFakeHost } from '../fakeClient.ts'
import { lifetimeAnswers } from '../lifetimeData.ts'
import { northStarAnswers } from '../northStarData.ts'
import { KitApp } from './KitApp.tsx'

const query = new URLSearchParams(location.search)
const settings: Partial<AppSettings> = {
  language: query.get('language') === 'en' ? 'en' : 'zh-CN',
  theme: query.get('theme') === 'dark' ? 'dark' : 'light',
  textPercent: query.get('text') === '125' ? 125 : 100,
}
const answers = {
  ...churnAnswers(query.has('untrained') ? { 'churn.current': () => null } : {}),
  ...northStarAnswers,
  ...lifetimeAnswers,
}
const client = createFakeClient(answers, { settings, ...(query.has('empty') && { project: null }) })
const connect = () => Promise.resolve({ client, host: createFakeHost() })

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(query.has('kit') ? <KitApp settings={settings} /> : <App connect={connect} />)
}
