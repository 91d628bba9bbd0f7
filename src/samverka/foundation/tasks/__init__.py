"""Background work: jobs that survive a killed worker, and one command for server and worker.

The queue is django-tasks' table; `Job` adds what pages show and what a restart needs. An area writes

    @job
    def read_document(context: JobContext, upload_pk: int) -> None:
        for number, part in enumerate(parts[context.reached.get("part", 0):]):
            with context.step(part=number + 1):   # the part's writes and the new place commit together
                ...
            context.progress(number + 1, len(parts), "Läser tabellerna")

and starts it in its own transaction with `enqueue(read_document, actor=user, title="Läser balanslista.docx", upload_pk=1)`.
A job may run twice: what it does outside a step must bear that.
Swedish terms: bakgrundsarbete, förlopp (progress).
"""
