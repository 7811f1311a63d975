import type { AppErrorCode } from '../../../shared/contract/errors.ts'

export const errors = {
  'file-not-found': [
    'File [["{file}"]] cannot be found; it may have been moved, renamed or deleted.',
    'Choose the file again.',
  ],
  'file-unreadable': [
    'File [["{file}"]] cannot be read.',
    'Check that it is not a folder, that no other program holds it, and that you may read it.',
  ],
  'file-empty': [
    'File [["{file}"]] is empty; there is no row to read.',
    'Check that the export finished, or choose another file.',
  ],
  'file-damaged': [
    'File [["{file}"]] is damaged[[, at {place}]].',
    'Export or download it again, then import.',
  ],
  'archive-too-large': [
    'File [["{file}"]] unpacks to too much[[ (limit {limitBytes})]]; reading has stopped.',
    'If you trust the file, unpack it first or split it into several files.',
  ],
  'field-too-long': [
    'A cell is too long[[ in line {line}]][[ (limit {limit})]]; probably a quote has no partner.',
    'Check the quotes, or change the quote under "Read as".',
  ],
  'too-many-columns': [
    'There are too many columns[[ in line {line}]][[ (limit {limit})]]; the delimiter is probably wrong.',
    'Choose another delimiter under "Read as".',
  ],
  'format-unknown': [
    'The format of file [["{file}"]] is not known.',
    'Import CSV, TSV or other text, XLSX, JSON lines, or any of these as gzip.',
  ],
  'format-xls': [
    'File [["{file}"]] is an old Excel workbook (.xls).',
    'Save it as .xlsx or CSV in Excel, then import.',
  ],
  'file-encrypted': [
    'File [["{file}"]] has a password and cannot be opened.',
    'Remove the password in its own program, then import.',
  ],
  'encoding-unknown': [
    'Encoding [["{encoding}"]] is not known.',
    'Choose one under "Read as", such as GB18030 or UTF-8.',
  ],
  'mapping-uncertain': [
    'The columns are not certain enough[[: {fields}]].',
    'Confirm the marked columns in step 3.',
  ],
  'mapping-invalid': [
    'The mapping of the columns is wrong[[: {message}]].',
    'Check in step 3 where each column goes.',
  ],
  'not-this-kind': ['File [["{file}"]] does not look like this kind of data.', 'Import it as another kind.'],
  'sheet-not-found': ['The workbook has no sheet [["{sheet}"]].', 'Choose another sheet.'],
  'project-not-a-project': [
    '[["{file}" is ]]not a Huiliu project file.',
    'Choose a file that ends in .huiliu.',
  ],
  'project-damaged': [
    'Project file [["{file}"]] is damaged and was not opened.',
    'Use a backup or a saved copy; the file was not changed.',
  ],
  'project-newer': [
    'Project file [["{file}"]] was written by a newer Huiliu; this version cannot open it.',
    'Update Huiliu; the file was not changed.',
  ],
  'project-read-only': [
    'Writing [["{file}"]] is not allowed: the file or its folder is read-only.',
    'Save a copy to a folder you can write to, and open the copy.',
  ],
  'project-busy': ['Project [["{file}"]] is in use by another window.', 'Close it there, then try again.'],
  'project-exists': ['There is already a file called [["{file}"]].', 'Choose another name.'],
  'project-none-open': ['No project is open.', 'Open a project or make a new one first.'],
  'disk-full': [
    'The disk is full; [["{file}"]] was not written and everything is as before.',
    'Free some space, then try again.',
  ],
  'no-data': ['There are no purchases to compute from yet.', 'Import a list of purchases first.'],
  'as-of-invalid': [
    'The as-of date is outside the data[[ ({firstDay} to {lastDay})]].',
    'Choose a date inside.',
  ],
  'scheme-invalid': [
    'The segment rules cannot be used yet[[: {path}]].',
    'Follow the hints of the rule check.',
  ],
  'churn-too-few': [
    'Only [[{customers}]] customers can be trained on; at least [[{needed}]] are needed.',
    'Import a longer history, or choose another churn horizon.',
  ],
  'churn-too-short': [
    'The data are too short: [[from {firstDay} to {lastDay}, ]]with a churn horizon of [[{horizonDays}]] days, no as-of day has its outcome known before the test day.',
    'Import a longer history, or shorten the churn horizon.',
  ],
  'churn-one-class': [
    'All customers have the same outcome[[ ({outcome})]], so there is no difference to learn from.',
    'Choose another churn horizon, or check the label column.',
  ],
  'churn-label-missing': [
    'The customer table has no column [["{label}"]][[; there are: {labels}]].',
    'Choose an attribute that says whether a customer churned.',
  ],
  'churn-label-values': [
    'Column [["{label}"]] cannot be a churn label: it has [[{n}]] values[[ ({values})]], exactly two are needed.',
    'Choose another column, or tidy its values to two and import again.',
  ],
  'churn-no-features': [
    'No attribute can be trained on: all are empty or have one value only.',
    'Import a table with customer attributes.',
  ],
  'churn-no-model': ['No churn model has been trained in this project.', 'Train a model first.'],
  'churn-horizon-invalid': [
    'A churn horizon of [[{horizonDays}]] days is out of range; enter [[{low}]] to [[{high}]].',
    'Choose another number of days.',
  ],
  'lifetime-all-one-time': [
    'Nobody bought on a second day[[ ({customers} customers)]], so nothing is known about repeat purchases.',
    'Import a longer history, or choose a later calibration end.',
  ],
  'lifetime-too-few-repeats': [
    'Only [[{repeatCustomers}]] customers bought on a second day[[ by {until}]]; lifetime models need at least [[{needed}]].',
    'Import a longer history, or choose a later calibration end.',
  ],
  'lifetime-not-converged': [
    'No lifetime model could be fitted[[ ({model})]].',
    'Try another model or another calibration end.',
  ],
  'scenario-invalid': [
    'The plan cannot be computed[[: {path}]][[ (allowed: {allowed})]].',
    'Correct the marked value.',
  ],
  'interventions-none': [
    'Nobody stands on this list.',
    'Choose another action or an earlier day to compare with.',
  ],
  'scenario-gone': [
    'This scenario is not in the project[[; there are {message}]].',
    'Choose another from the list of scenarios.',
  ],
  'scenario-changed': [
    'The scenario[[ "{name}"]] was changed in another window; this change was not written.',
    'Open it again and repeat the change, or save under another name.',
  ],
  'scenario-signed': [
    'The scenario[[ "{name}"]] is signed off: it can be neither changed nor deleted.',
    'Make a copy and change that.',
  ],
  'scenario-name-taken': ['There is a scenario of this name already[[: "{name}"]].', 'Choose another name.'],
  'story-not-found': [
    'This story is no longer in the project.',
    'Go back to the list of stories and choose another.',
  ],
  'story-changed': [
    'The story[[ "{name}"]] was changed in another window; this change was not written.',
    'Open it again and repeat the change.',
  ],
  'story-name-taken': ['There is a story of this name already[[: "{name}"]].', 'Choose another name.'],
  'story-empty': [
    'The story[[ "{name}"]] has no slides yet, so there is nothing to hand over.',
    'Press P on any screen to pin its figure.',
  ],
  'story-too-large': [
    'The story is too large[[: {size} MB, at most {limit} MB]].',
    'Pin a simpler figure, or only its table.',
  ],
  'report-invalid': [
    'The file[[ "{file}"]] is no story that Huiliu handed over[[: {message}]].',
    'Give an .html or .pptx file made by Huiliu, or a project.',
  ],
  'names-hidden': [
    'Names are hidden: no list of customers can be written and no file shown as it came.',
    'Press "Show names" in the bar first.',
  ],
  'no-browser': [
    'No browser on this computer could print it as a PDF[[: {message}]].',
    'Hand over the HTML file, open it in a browser and print it as PDF.',
  ],
  'silent-rule-invalid': [
    'The rule of the potential cannot be met.',
    'Let at least one measure count, and ask for no more points than measures.',
  ],
  'month-not-found': [
    'The data do not hold this month[[ ({month})]].',
    'Choose another month or a later as-of day.',
  ],
  'run-expired': ['The result of this computation is no longer kept.', 'Compute it again.'],
  'customer-not-found': [
    'Customer [["{customer}"]] cannot be found.',
    'The import may have been undone; search again.',
  ],
  'import-not-found': ['This import cannot be found.', 'It may have been undone; reload the quality page.'],
  'input-invalid': [
    'A value of the request is wrong[[: {message}]].',
    'Check what you entered; if it happens again, send us the details.',
  ],
  'method-unknown': [
    'The two parts of the program differ in version[[: {method}]].',
    'Close Huiliu and open it again.',
  ],
  cancelled: ['Cancelled.', 'The project file is as it was.'],
  'job-running': ['Another job is running.', 'Wait for it, or cancel it with Ctrl .'],
  'worker-died': [
    'The computing process stopped unexpectedly; the project file was not changed.',
    'Try again; if it happens again, send us the details.',
  ],
  'connection-lost': [
    'The connection to the background process is lost.',
    'Open Huiliu again; everything saved is still there.',
  ],
  refused: ['The request was refused[[: {reason}]].', 'Work in the window that Huiliu opened.'],
  usage: ['Wrong usage[[: {message}]].', 'See the help.'],
  internal: ['Something unexpected went wrong.', 'Try again; if it happens again, send us the details.'],
} as const satisfies Record<AppErrorCode, readonly [sentence: string, remedy: string]>
