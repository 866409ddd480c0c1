"""The workbench: a project in the browser, served from this machine. Only this folder knows HTTP."""
