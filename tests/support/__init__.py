"""What tests share.

Books: ``small_books`` (copied and built; where the folders are), ``rain_tables``, ``rain_editions``, ``bridge_book``, ``addresses_book``,
``cited_works``, ``followed_book`` (as `press serve` follows it), ``served_book``.
Parts of press alone: ``bare_sphinx`` (a few lines through Sphinx), ``printing`` (a few lines through Typst), ``notebook_runs``,
``child_tasks``, ``drawn_charts``, ``pages_with_contents``.
Readers of what was made: ``built_pages``, ``printed_numbers``, ``epub_files``, ``pdf_tags``, ``pdf_archival``.
Browsers: ``chromium`` (fixtures), ``built_site`` (the site, sizes of screens, how a site is served), ``axe``, ``firefox``, ``browser_fonts``, ``page_loads``.
Surroundings: ``web_server``, ``damaged_files``.
"""
