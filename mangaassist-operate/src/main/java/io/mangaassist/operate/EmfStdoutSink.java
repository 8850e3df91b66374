package io.mangaassist.operate;

import java.io.IOException;
import java.io.PrintStream;

/** Standard output, from where the log driver carries documents to CloudWatch Logs. */
final class EmfStdoutSink implements EmfSink {

    private final PrintStream out;

    EmfStdoutSink(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(String document) throws IOException {
        out.println(document);
        if (out.checkError()) {
            throw new IOException("Standard output is closed or full");
        }
    }
}
