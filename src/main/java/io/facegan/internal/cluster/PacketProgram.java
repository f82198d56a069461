package io.facegan.internal.cluster;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A program of the classic Berkeley Packet Filter, which Linux runs on each packet for a socket:
 * for each address a block that accepts what goes there, at the end the refusal of the rest.
 */
final class PacketProgram {
  static final int INSTRUCTION_BYTES = 8;

  private static final int LOAD_BYTE = 0x30;
  private static final int LOAD_WORD = 0x20;
  private static final int SHIFT_RIGHT = 0x74;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;

  /** Where the packet begins for IP; at 0 TCP begins here. */
  private static final int IP = -0x100000;

  private static final int DESTINATION_4 = IP + 16;
  private static final int DESTINATION_6 = IP + 24;
  private static final int BLOCK_BYTES = 12 * INSTRUCTION_BYTES;

  private ByteBuffer code;

  PacketProgram addresses(List<InetAddress> addresses) {
    code =
        ByteBuffer.allocate(addresses.size() * BLOCK_BYTES + INSTRUCTION_BYTES)
            .order(ByteOrder.nativeOrder());
    addresses.forEach(this::address);
    return this;
  }

  private void address(InetAddress address) {
    boolean four = address instanceof Inet4Address;
    ByteBuffer words = ByteBuffer.wrap(address.getAddress());
    int rest = words.remaining() / Integer.BYTES * 2 + 1;
    add(LOAD_BYTE, 0, IP);
    add(SHIFT_RIGHT, 0, 4);
    add(JUMP_IF_EQUAL, rest, four ? 4 : 6);
    for (int at = 0; words.hasRemaining(); at += Integer.BYTES) {
      rest -= 2;
      add(LOAD_WORD, 0, (four ? DESTINATION_4 : DESTINATION_6) + at);
      add(JUMP_IF_EQUAL, rest, words.getInt());
    }
    add(RETURN, 0, -1);
  }

  byte[] end() {
    add(RETURN, 0, 0);
    byte[] bytes = new byte[code.position()];
    code.flip().get(bytes);
    return bytes;
  }

  /**
   * @param skipped how many instructions, where a comparison fails
   */
  private void add(int operation, int skipped, int value) {
    code.putShort((short) operation).put((byte) 0).put((byte) skipped).putInt(value);
  }
}
