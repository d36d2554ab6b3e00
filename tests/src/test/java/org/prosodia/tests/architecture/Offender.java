package org.prosodia.tests.architecture;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.foreign.Linker;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** Each method breaks the promise that it is named after, with everything that it calls. The rules must find it all; nobody runs it. */
final class Offender {
    private Offender() {}

    @SuppressWarnings("restricted")
    static void loadsNoNativeLibrary(Runtime runtime) {
        System.load("a");
        System.loadLibrary("a");
        runtime.loadLibrary("a");
        Linker.nativeLinker();
    }

    static void opensNoSocket() throws IOException {
        new Socket("a", 1);
        SocketChannel.open();
        ServerSocketChannel.open();
        InetAddress.getLocalHost();
    }

    static void startsNoProcess(Runtime runtime) throws IOException {
        new ProcessBuilder("a");
        runtime.exec(new String[0]);
    }

    static void leavesTheRuntimeRunning(Runtime runtime) {
        System.exit(1);
        runtime.halt(1);
        runtime.addShutdownHook(null);
    }

    static void changesNoGlobalState() {
        System.setProperty("a", "b");
        System.clearProperty("a");
        System.setErr(null);
        Locale.setDefault(null);
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    static void startsThreadsInTheWorkersOnly(List<String> list, Thread thread) {
        new Thread();
        thread.start();
        Thread.startVirtualThread(null);
        Executors.newCachedThreadPool();
        ForkJoinPool.commonPool();
        list.parallelStream();
    }

    static void writesFilesInTheWritersOnly(Path path, File file) throws IOException {
        Files.write(path, (byte[]) null);
        Files.createTempFile(null, null);
        Files.deleteIfExists(path);
        read(StandardOpenOption.APPEND);
        new FileOutputStream(file);
        file.mkdirs();
    }

    private static void read(StandardOpenOption option) {}

    static void printsNothing(Exception e) {
        read(System.out);
        read(System.err);
        IO.println();
        e.printStackTrace();
        System.getLogger("a");
    }

    private static void read(Object value) {}

    static void opensNothingByForce(Field field) {
        field.setAccessible(true);
        field.trySetAccessible();
    }

    static void runsNothingThatItReads(ObjectInputStream in) throws IOException, ReflectiveOperationException {
        in.readObject();
    }

    static void leavesChanceToTheSeed(List<String> list) {
        Math.random();
        new Random();
        UUID.randomUUID();
        Collections.shuffle(list);
        System.nanoTime();
        Instant.now();
    }

    static void speaksTheSameInEveryLocale(String text) {
        text.toLowerCase();
        text.toUpperCase();
        String.format("a");
        text.formatted();
        Locale.getDefault();
    }
}
