package dev.keyferry.vici;

import dev.keyferry.vici.socket.FrameSocket;
import java.nio.ByteBuffer;

/**
 * One packet, the body of a frame: a type byte, a name where the type has one (1 to 255 printable
 * ASCII characters, else an {@link IllegalArgumentException}), a message where the type has one.
 * Immutable. Source: the README of strongSwan's vici plugin, "Packet layer".
 */
public sealed interface ViciPacket {
    /** Client to daemon: run a command. */
    record CommandRequest(String name, ViciMessage message) implements ViciPacket {
        public CommandRequest {
            requireName(name);
        }
    }

    /** Daemon to client: the reply to the oldest request that has none yet. */
    record CommandResponse(ViciMessage message) implements ViciPacket {}

    /** Daemon to client, in place of a reply: no such command. */
    record CommandUnknown() implements ViciPacket {}

    /** Client to daemon: report an event from now on. */
    record EventRegister(String name) implements ViciPacket {
        public EventRegister {
            requireName(name);
        }
    }

    /** Client to daemon: report it no longer. */
    record EventUnregister(String name) implements ViciPacket {
        public EventUnregister {
            requireName(name);
        }
    }

    /** Daemon to client: registered, or unregistered. */
    record EventConfirm() implements ViciPacket {}

    /** Daemon to client: no such event, or it was not registered. */
    record EventUnknown() implements ViciPacket {}

    /** Daemon to client, at any time: an event happened. */
    record Event(String name, ViciMessage message) implements ViciPacket {
        public Event {
            requireName(name);
        }
    }

    /**
     * The packet's bytes, without the frame's length. They are made in one array of the right size,
     * so that whoever wipes it leaves no copy behind.
     *
     * @throws IllegalArgumentException if the packet is larger than a frame may be
     */
    default byte[] encode() {
        return switch (this) {
            case CommandRequest(String name, ViciMessage message) -> packet(0, name, message);
            case CommandResponse(ViciMessage message) -> packet(1, message);
            case CommandUnknown() -> packet(2, ViciMessage.EMPTY);
            case EventRegister(String name) -> packet(3, name, ViciMessage.EMPTY);
            case EventUnregister(String name) -> packet(4, name, ViciMessage.EMPTY);
            case EventConfirm() -> packet(5, ViciMessage.EMPTY);
            case EventUnknown() -> packet(6, ViciMessage.EMPTY);
            case Event(String name, ViciMessage message) -> packet(7, name, message);
        };
    }

    /**
     * Reads a packet; every byte must belong to it.
     *
     * @throws ViciProtocolError if it does not follow the protocol
     */
    static ViciPacket decode(byte[] body) {
        if (body.length == 0 || body.length > FrameSocket.MAX_FRAME_BYTES) {
            throw new ViciProtocolError("a packet of " + body.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        int type = in.get();
        ViciPacket packet =
                switch (type) {
                    case 0 -> new CommandRequest(name(in), MessageCodec.read(in));
                    case 1 -> new CommandResponse(MessageCodec.read(in));
                    case 2 -> new CommandUnknown();
                    case 3 -> new EventRegister(name(in));
                    case 4 -> new EventUnregister(name(in));
                    case 5 -> new EventConfirm();
                    case 6 -> new EventUnknown();
                    case 7 -> new Event(name(in), MessageCodec.read(in));
                    default -> throw new ViciProtocolError("unknown packet type " + (type & 0xff));
                };
        if (in.hasRemaining()) {
            throw new ViciProtocolError(in.remaining() + " bytes after the packet's end");
        }
        return packet;
    }

    private static byte[] packet(int type, ViciMessage message) {
        byte[] packet = allocate(1 + MessageCodec.size(message));
        MessageCodec.write(message, ByteBuffer.wrap(packet).put((byte) type));
        return packet;
    }

    private static byte[] packet(int type, String name, ViciMessage message) {
        byte[] packet = allocate(1 + MessageCodec.nameSize(name) + MessageCodec.size(message));
        ByteBuffer out = ByteBuffer.wrap(packet).put((byte) type);
        MessageCodec.writeName(name, out);
        MessageCodec.write(message, out);
        return packet;
    }

    private static String name(ByteBuffer in) {
        String name = MessageCodec.readName(in);
        if (!isName(name)) {
            throw new ViciProtocolError("a command's or event's name is not 1 to 255 ASCII");
        }
        return name;
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a command's or event's name is 1 to 255 ASCII");
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= ViciMessage.MAX_NAME_BYTES
                && name.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static byte[] allocate(long size) {
        if (size > FrameSocket.MAX_FRAME_BYTES) {
            throw new IllegalArgumentException(
                    "a packet of %d bytes is larger than a frame may be (%d)"
                            .formatted(size, FrameSocket.MAX_FRAME_BYTES));
        }
        return new byte[(int) size];
    }
}
