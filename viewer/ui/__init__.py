"""The window. The only package that imports Qt.

`app` starts it, `main_window` makes and arranges its parts, `connections` joins their signals, and what takes long goes
through `tasks`. The parts, and what they are made of:

* Files and documents: `filings` are the tabs (`filing_tab`, `tab_bar`), those in a `folder` too; `reading` knows the
  document in front, `making` and `writing` make its page and its text in the background, `showing` puts them into the
  window; `contents` is the order of the documents, `welcome` what is there before the first.
* Side bar: `side_bar` holds a `submission_tree` for each filing, of `tree_model`, `tree_rows`, `tree_view`, `tree_menu`
  and `section_mark`; `row_requests` is what is asked for there.
* Page: `html_pane` stands on `engine_frame`, `locked_page` and `page_scheme`; `page_link` hears the scripts beside the
  page, `page_requests` asks them, `page_start` tells them where to begin; `page_choices`, `pdf_view`.
* Text: `text_pane` stands on `fixed_text`, `placed_text` and `shown_text`; `filling` fills it.
* Page and text together: `document_view`, `linked_panes`, `spot`; `history` and `sections` are the reader's ways.
* Finding: `find_bar`, `find_in_document` and `finding`, marked by `page_marks` and `text_marks`; `find_all`,
  `find_all_panel` and `to_hits`; `query_box`.
* Panels below: `panels` stands them in the window (`panel_head`): `problems` with `problems_panel`, `coverage` and
  `bytes_view`; `facts` with `facts_panel`, `fact_marks`, `fact_tips` and `fact_words`; `tables_panel`; `row_list`.
* What leaves: `copying`, `copy_key`, `citing` and `taking_tables` to the `clipboard`; `exporting` with `export_dialog`,
  `export_choice`, `export_files` and `export_plan`; `printing` and `print_preview`; `outside`.
* What is asked and told: `actions` in `menus` and `recent_menu`; `dialogs`, `buttons`, `preferences`, `typing_line`;
  `status`, `strip`, `tip`, `wording`; `focus`, `focus_ring`, `accessible`; `looks` and `theme`.
* From one run to the next: `settings`, `session`, `remembering`, `recent_files`; `instance` keeps to one window.
* Beneath: `slices`, `collecting`, `surroundings`, `crash`, `screenshot`.
"""
