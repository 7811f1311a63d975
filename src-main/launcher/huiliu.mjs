// npm run huiliu: the command line, from the bundle while that is fresh, else from the source. The bundle starts in half
// the time and with 200 MB less, because no thread has to strip types; the output is the same.
import './guard.mjs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildDue } from './build.mjs'

const root = join(import.meta.dirname, '..', '..')
const entry = buildDue(root) === null ? ['out', 'main', 'cli.js'] : ['src-main', 'cli', 'main.ts']
const path = join(root, ...entry)
process.argv[1] = path
await import(pathToFileURL(path).href)
