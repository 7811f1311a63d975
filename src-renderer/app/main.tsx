import { createRoot } from 'react-dom/client'
import { connect } from '../transport/connect.ts'
import { App } from './App.tsx'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App connect={connect} />)
