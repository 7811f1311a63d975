// Plain JavaScript that every Node can read: its only task is to say early and clearly that this Node will not do.
const NEEDED_MAJOR = 24

/** Ends the process with one sentence when this Node is too old for the app. */
export function guardNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= NEEDED_MAJOR) return
  process.stderr.write(
    `Huiliu needs Node ${NEEDED_MAJOR} or newer, this is ${process.version}: run it through npm (npm start, npm test), which brings its own on Linux x64, or install Node ${NEEDED_MAJOR}.\n` +
      `回流需要 Node ${NEEDED_MAJOR} 或更新版本，当前是 ${process.version}：请通过 npm 运行（npm start、npm test），Linux x64 上会自带；其他系统请先安装 Node ${NEEDED_MAJOR}。\n`,
  )
  process.exit(1)
}
