package org.prosodia.tensor;

import java.util.List;
import org.prosodia.tensor.testing.OpContract;
import org.prosodia.tensor.testing.OpRecord;

/** The contract of every op on the device. */
class TornadoOpRecordsTest extends OpContract {
    TornadoOpRecordsTest() {
        super("tornado");
    }

    @Override
    protected List<OpRecord> records() {
        return OpRecordsTest.all();
    }
}
