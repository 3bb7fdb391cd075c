// The box for a query: Ctrl+Enter (Cmd+Enter) runs it.
for (const box of document.querySelectorAll<HTMLTextAreaElement>('form textarea[name=query]')) {
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      box.form?.requestSubmit();
    }
  });
}
