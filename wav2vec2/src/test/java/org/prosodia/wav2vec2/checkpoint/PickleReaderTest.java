package org.prosodia.wav2vec2.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PickleReaderTest {
    private static final Map<String, byte[]> TWO_FLOATS = Map.of("data/0", new byte[8]);

    @TempDir
    Path folder;

    static Stream<Arguments> hostile() {
        return Stream.of(
                arguments("a system call", start().global("posix", "system").text("true").ops("\u0085R"),
                        "'posix.system' is not allowed in a checkpoint"),
                arguments("a system call by protocol 0", new PickleBuilder().ops("cnt\nsystem\n(S'true'\ntR"),
                        "'nt.system' is not allowed"),
                arguments("a system call by protocol 4", new PickleBuilder().protocol(4).text("os").text("system").op(0x93),
                        "'os.system' is not allowed"),
                arguments("an instance", start().ops("(isubprocess\nPopen\n"), "'subprocess.Popen' is not allowed"),
                arguments("eval", start().global("builtins", "eval"), "'builtins.eval' is not allowed"),
                arguments("a pickle in a pickle", start().global("torch.storage", "_load_from_bytes"),
                        "'torch.storage._load_from_bytes' is not allowed"),
                arguments("a dotted name", start().global("collections", "OrderedDict.__init__"),
                        "'collections.OrderedDict.__init__' is not allowed"),
                arguments("a name with control characters", start().global("a\u0007", "b"), "'a\\u0007.b' is not allowed"),
                arguments("a name too long", start().global("a".repeat(1000), "b"), "a line longer than 256 bytes"),
                arguments("NEWOBJ", start().op(')').op(0x81), "opcode 0x81 at byte"),
                arguments("EXT1", start().op(0x82).op(1), "opcode 0x82 at byte"),
                arguments("DUP", start().op('}').op('2'), "opcode 0x32 at byte"),
                arguments("protocol 5", new PickleBuilder().protocol(5), "pickle protocol 5, expected 2 to 4"),
                arguments("protocol 1", new PickleBuilder().protocol(1), "pickle protocol 1, expected 2 to 4"),
                arguments("a call of a value", start().text("f").op(')').op('R'), "calls something that is not a constructor"),
                arguments("a call of a storage type", start().global("torch", "FloatStorage").op(')').op('R'),
                        "calls something that is not a constructor"),
                arguments("a dictionary with arguments", start().global("collections", "OrderedDict").ops("]\u0085R"),
                        "ORDERED_DICT is called with 1 arguments"),
                arguments("attributes of a list", start().ops("]}b"), "sets attributes of something that is not a dictionary"),
                arguments("a list as key", start().ops("}]Ns"), "a dictionary key that is neither text nor a whole number"),
                arguments("items of a list", start().ops("]NNs"), "sets items of something that is not a dictionary"),
                arguments("an odd number of items", start().ops("}(Nu"), "sets items of something that is not a dictionary"),
                arguments("appending to a dictionary", start().ops("}Na"), "appends to something that is not a list"),
                arguments("an empty stack", start(), "too few values on the stack"),
                arguments("reaching below a mark", start().ops("}(s"), "too few values on the stack"),
                arguments("no mark", start().op('t'), "no mark on the stack"),
                arguments("an unknown memo", start().op('h').op(3), "recalls value 3, which it never stored"),
                arguments("values left over", start().ops("}}"), "stops with values left over"),
                arguments("a mark left over", start().ops("}("), "too few values on the stack"),
                arguments("not a dictionary", start().ops("]"), "expected a dictionary of tensors"),
                arguments("a list that holds itself", start().ops("]q\0h\0a"), "expected a dictionary of tensors"),
                arguments("a dictionary that holds itself", start().ops("}q\0").text("a").ops("h\0s"), "holds no tensors"),
                arguments("no tensors", start().op('}'), "holds no tensors"),
                arguments("two models", two(), "holds several dictionaries of tensors"),
                arguments("text of four gigabytes", start().op('X').int32(-1), "a length of 4294967295 at byte"),
                arguments("text beyond the end", start().op('X').int32(1000), "ends early"),
                arguments("a long number beyond the end", start().op(0x8a).op(255), "ends early"),
                arguments("a deep nest of marks", start().ops("(".repeat(100_000)), "too few values on the stack"),
                arguments("a deep nest of tuples", start().op(')').ops("\u0085".repeat(1_000_000)), "expected a dictionary of tensors"),
                arguments("a memo bomb", bomb(), "holds no tensors"),
                arguments("too many operations", start().ops("]".repeat(2_000_001)), "longer than 2000000 operations"));
    }

    static Stream<Arguments> badTensors() {
        return Stream.of(
                arguments("beyond the storage", tensor(0, shape(3), shape(1)), "reaches beyond its storage '0' of 2 elements"),
                arguments("offset beyond the storage", tensor(2, shape(1), shape(1)), "reaches beyond its storage"),
                arguments("stride beyond the storage", tensor(0, shape(2), shape(2)), "reaches beyond its storage"),
                arguments("negative offset", tensor(-1, shape(1), shape(1)), "reaches beyond its storage"),
                arguments("empty beyond the storage", tensor(3, shape(0), shape(1)), "reaches beyond its storage"),
                arguments("negative size", tensor(0, shape(-1), shape(1)), "something else than whole numbers of at least 0"),
                arguments("negative stride", tensor(1, shape(2), shape(-1)), "something else than whole numbers of at least 0"),
                arguments("fewer strides", tensor(0, shape(1, 1), shape(1)), "as many strides as dimensions"),
                arguments("overlap", tensor(0, shape(2, 2), shape(1, 1)), "elements that overlap"),
                arguments("size overflow", tensor(0, shape(Long.MAX_VALUE, 3), shape(0, 0)), "more elements than can be counted"),
                arguments("extent overflow", tensor(0, shape(3, 2), shape(Long.MAX_VALUE, 1)), "more elements than can be counted"),
                arguments("offset overflow", tensor(Long.MAX_VALUE, shape(2), shape(1)), "more elements than can be counted"),
                arguments("too many dimensions", tensor(0, new long[65], new long[65]), "a tuple of at most 64 numbers"),
                arguments("a shape of text", rebuild().storage("FloatStorage", "0", 2).integer(0).text("a").tuple(1).ops("N}tRs"),
                        "not a tuple of at most"),
                arguments("no storage", rebuild().ops("NK\0))N}tRs"), "a tensor without a storage"),
                arguments("too few arguments", rebuild().storage("FloatStorage", "0", 2).ops("tRs"),
                        "REBUILD_TENSOR_V2 is called with 1 arguments"),
                arguments("an unknown storage type", rebuild().storage("QInt8Storage", "0", 2).ops("tRs"),
                        "'torch.QInt8Storage' is not allowed"),
                arguments("a negative storage", rebuild().storage("FloatStorage", "0", -2).ops("tRs"), "storage '0' has a count of -2"),
                arguments("a storage of two kinds", rebuild().storage("FloatStorage", "0", 2).storage("HalfStorage", "0", 4).ops("tRs"),
                        "'0' is described in two ways"),
                arguments("a module by reference", start().op('(').text("module").ops("NNNNtQ"), "a persistent id that is not a storage"),
                arguments("a storage view", start().op('(').text("storage").global("torch", "FloatStorage").text("0").text("cpu").integer(2)
                        .ops(")tQ"), "torch before 0.4"),
                arguments("a parameter of nothing", start().global("torch._utils", "_rebuild_parameter").ops("N\u0088}\u0087R"),
                        "a parameter that is not a tensor"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"hostile", "badTensors"})
    void refusesWhatIsNoPlainStateDict(String what, PickleBuilder pickle, String fault) throws IOException {
        Path file = Files.write(folder.resolve("pytorch_model.bin"), TestFiles.torchZip(pickle.stop(), TWO_FLOATS));

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(file));

        assertTrue(e.getMessage().startsWith(file + ": data.pkl: "), e.getMessage());
        assertTrue(e.getMessage().contains(fault), e.getMessage());
    }

    @Test
    void takesTheOneModelInsideATrainingState() throws IOException {
        PickleBuilder pickle = start().ops("}(").text("epoch").integer(3).text("state_dict").op('}').text("w")
                .tensor("0", 2, 0, new long[] {2}, new long[] {1}).ops("su");
        Path file = Files.write(folder.resolve("pytorch_model.bin"), TestFiles.torchZip(pickle.stop(), TWO_FLOATS));

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertEquals("[w F32[2]]", checkpoint.tensors().values().toString());
        }
    }

    private static PickleBuilder start() {
        return new PickleBuilder().protocol(2);
    }

    /** {"a": _rebuild_tensor_v2(… */
    private static PickleBuilder rebuild() {
        return start().op('}').text("a").global("torch._utils", "_rebuild_tensor_v2").op('(');
    }

    private static PickleBuilder tensor(long offset, long[] shape, long[] strides) {
        return start().op('}').text("a").tensor("0", 2, offset, shape, strides).op('s');
    }

    private static PickleBuilder two() {
        long[] one = {1};
        return start().ops("}(").text("model").op('}').text("w").tensor("0", 2, 0, one, one).op('s')
                .text("ema").op('}').text("w").tensor("0", 2, 0, one, one).ops("su");
    }

    /** A thousand times a list of ten times the one before: 10¹⁰⁰⁰ elements, were anybody to visit them. */
    private static PickleBuilder bomb() {
        PickleBuilder pickle = start().op('}').text("a").ops("]q\0");
        for (int i = 0; i < 1000; i++) {
            // ] BINGET 0 ten times, APPENDS, BINPUT 0: the list on the stack is the new one; a tuple of the two keeps the stack short.
            pickle.ops("](" + "h\0".repeat(10) + "eq\0\u0086");
        }
        return pickle.op('s');
    }

    private static long[] shape(long... sizes) {
        return sizes;
    }
}
