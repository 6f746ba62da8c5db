/**
 * Monaco, cut to what the studio needs: the editor and TypeScript. Megabytes: imported by
 * editor-surface.tsx alone, which is loaded when source is first looked at.
 */
import {
  editor,
  MarkerSeverity,
  Uri,
  type IDisposable,
  type IPosition,
  type IRange,
} from 'monaco-editor/editor'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/caretOperations/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/format/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/gotoSymbol/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/lineSelection/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/parameterHints/register'
import 'monaco-editor/features/quickCommand/register'
import 'monaco-editor/features/readOnlyMessage/register'
import 'monaco-editor/features/referenceSearch/register'
import 'monaco-editor/features/rename/register'
import 'monaco-editor/features/smartSelect/register'
import 'monaco-editor/features/snippet/register'
import 'monaco-editor/features/suggest/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/tokenization/register'
import 'monaco-editor/features/unicodeHighlighter/register'
import 'monaco-editor/features/wordHighlighter/register'
import 'monaco-editor/features/wordOperations/register'
import 'monaco-editor/features/wordPartOperations/register'
import 'monaco-editor/languages/definitions/typescript/register'
import {
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker'

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
}

typescriptDefaults.setCompilerOptions({
  target: ScriptTarget.ESNext,
  module: ModuleKind.ESNext,
  moduleResolution: ModuleResolutionKind.NodeJs,
  // The sandbox has the language and nothing of a browser.
  lib: ['lib.es2023.d.ts'],
  strict: true,
  noEmit: true,
  isolatedModules: true,
  allowImportingTsExtensions: true,
  allowNonTsExtensions: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
})
// Models that Monaco keeps for undo or makes for a rename are not checked, only what is shown.
typescriptDefaults.setDiagnosticsOptions({ onlyVisible: true })

/** The studio's two looks, in the colours of ui/tokens.css. */
editor.defineTheme('espalier-light', {
  base: 'vs',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#ffffff',
    'editor.lineHighlightBackground': '#f6f6f3',
    'editorLineNumber.foreground': '#6a6c63',
    focusBorder: '#2b6f48',
  },
})
editor.defineTheme('espalier-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#1e1f1c',
    'editor.lineHighlightBackground': '#272925',
    'editorLineNumber.foreground': '#999c90',
    focusBorder: '#6cc791',
  },
})

export {
  editor,
  MarkerSeverity,
  typescriptDefaults,
  Uri,
  type IDisposable,
  type IPosition,
  type IRange,
}
