package io.facegan.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small files of what libwebp's encoder can write, and the checksums of what dwebp makes of them.
 */
class WebpVariantsTest {
  /** Each a name, the CRC-32 of red, green, blue and alpha of all pixels, and the file. */
  private static final String FILES =
      """
      fastest 70d1b9b0
      UklGRhgBAABXRUJQVlA4IAwBAADQBQCdASolABUAPrVSok0nJCMiKrgIAOAWiWxgEuUcACJK0PwN7h5glk6YgVOGW9F0
      DwNG33HMAP5LjTv/NSkMSOErrOCDpNxfw+WvjWM0j/8Ea/kUbvdln/d/+azYX//NxVj/+lxt469UE1P0xy1TqxEaTaYI
      ptt/MgLb4tiwf/14W3NOmkpdt3HAUueT7G8YQi5zszXqfIQzfo4NSY7Ivi/Nsx1Zvb0u3yMLav/RmSujZxrLxQ3BFek1
      z1Lv/xaWru61griE8RE7/0NE4QNf9Dfzv/0wf4j54aP03xU0mSHrMaIcBsOVsO8ejnfllTqPaXKoWCFfAHk8OUWXWTxK
      OO2BShOOktJm7IAA

      fastest-coarse c082e0e6
      UklGRrQAAABXRUJQVlA4IKgAAABwBACdASolABUAPzmSt1gvKiSjqrgMAeAnCWwAnTKEhTSBLA20wX+DL/XCUAD7D4rC
      yNBiDBF8u12+NExpdnof+xR98ZqMvr4PtAo7SX7ZrE5SCbhOQlPtUtUB30MWXPcfoegLhmE5+BbFxFGOX0QdHiZDPN0Z
      8/Z5zVL/r9op5iHdZ1u1TwkjnsJw7c7kc1mlQx6JpglzOwDkZHgQEYzpqLYoS9MkzAA=

      simple-filter 89e38307
      UklGRpAAAABXRUJQVlA4IIQAAADSAwCdASolABUAP3GszWA0rKilqrgIBpAuCWwAnTNQvAgzY/U9+/AA+w+KkVoDqV1x
      QQ7k7k43+1ezTbgMLK9WeD42ensJM8KxFwlNb/jlKf0A3ngvvZUZ9lleK2aI/rb4nf/wbhOFSRVDkLHP/LsJwibazuIT
      bHiqy9PljuIg33uNIAA=

      sharp-filter bbfebcd7
      UklGRoAAAABXRUJQVlA4IHQAAABQBACdASolABUAP4GuzV4/v6wmqrgMA/owCWwAtveJzfyPR1DrKAPjgDhwAO4mrQWl
      nx5j7lcvxncnO0/4sjCXKLxTa6KybxZyGhdQrE069beLpIfISABuTTv9AvEsFagcuOpjDuAdRnbyx6XTNLTBS8AAAA==

      segments c8d6e5f5
      UklGRhgBAABXRUJQVlA4IAwBAADQCACdASoyACIAP0V6p0OwJ6OZXJZlABRFNgBYkoAcsJkRCzNx8T8AHL8muBRoOy69
      M8qCGv3n2cW6POMb1GS6aIfbJY8CV9jKwnGgCOMAAPtKhZUkwGlmsAc10yVEtduIqL8/U7chBSGw1YNMlf7LRzuX+UEF
      AOZuku4AbpMYcwTvclNVt/tz9Ox3WUCFC+Ic0834QHD6y3Z+S1C5dYK66ZIO94nvpX0QzDUGAn00JE0Ogot1OkjSTQ/e
      86Rmra/aIgFQuZZGYDADfOdHScO2G5JZnXbiYBLNXtd0TAQ+IF8iTy9cGYCAld1a4VM6jmOhVSwQQfkwTUgsLnN0o3VZ
      EisB8j6mnrDEAAAA

      partitions 643f2fc7
      UklGRgYBAABXRUJQVlA4IPoAAADwCACdASoSAEYAPxF6sVEsKCSirNgMAYDiCWgAvgOrAhiZYcYE6AnjRavys8c43s+x
      zCK6lkwTrZYSURa+3IBQvJVuHRomK/m4vEeDHb4BoAAbAAAmAAAGAAAwAAAXAAACAAACAAD7PQm7OAKVI2j8iB+1GpUi
      rLsEo/ShZOV7QAA8oLIr7gKE50B5OPB/cXlSlzrd99pv3zocLi3ut/0TVORj+wAAAABN2AsoAFNqM7AlLjtWLy9VW1vz
      XUygLPzXxnjGk3bvjhwHTZxRNkfGmvnUwLMd7qRQO2rwAAkgfo59o/p5JxV9K3ZHyiXUy8DAJYAAAAAAAAAA

      smallest d2840231
      UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoBAAEAAUAmJaACdLoAA5gA/u52f/7Kx/6Vj/0rH7JH4oBSOA8AAA==

      one-column d5a24fd4
      UklGRogAAABXRUJQVlA4IHwAAABQAQCdASoBABcAAkA4JagABPkgAP7qeTaSos7BHgQe6tX//gnHxv+TkxUf7Yj3f/Jy
      YqPvpGv//yW9z9U5r/e87/OHYf/1of9Rrk8/Ka/MOH+YpkFfkdVhXzv0gr8jqjulVYBXJq5JJPjBzv4AodxQeuVDuKD/
      8FeVAAAA

      alpha-stored 289b8cf0
      UklGRsAAAABXRUJQVlA4WAoAAAAQAAAACgAACAAAQUxQSGQAAAAACAsZHSwyO0dPVl4FChMcJS00PEhTXgAIDRgmKDdA
      SU1YAAQOGh8mLzdDSFEAAgkPGygwNkFMUQAACQ8XHi8zPklQAAADCxIdJC88Qk0AAAQNDx0jMTU9RgAAAQQOFx8sM0FK
      VlA4IDYAAABQAQCdASoLAAkABABoJbAABHQAAMyvD8bYpT1zHu3rtT7H/1RLWKZ35rF//asb41h87sAgAAA=

      alpha-best 9752519f
      UklGRnABAABXRUJQVlA4WAoAAAAQAAAAFgAAEAAAQUxQSM8AAAAFkBhJchtJOADTM90jcOe/r+KFERERFyxk+IubpGdd
      sev+HD5rlIeUJ9598OD8mGjlMU48Y92Y+wV9HwWjkLUL3R4Zomvd03LSOuLR5BPahbXgn/SwdldT1Car1oozaAgSBh7v
      JHuvtZxFQiMDR3ui4qy1bgwaLGrraVP+8A+l3OUvjjSnXcW11mqTj/sEkFIhFP+QlKmQUaf61J3/Nh8/3n1XKZ3EuP5d
      pGBZ4YmgRs5/y71pjXG3JhPM/4DZSqaHV4fM+J9F6IT6fhoaTQwAVlA4IHoAAADQBACdASoXABEAPu1oq08ppiOiMBgI
      ATAdiWwAnTLs+n+O8OgBHA5OSWvNfr+oAAD7STKDv1mSFy/zigjnT3YIqRuiWF8zEGD+bajRXNyPaMXLl6cwoKBqG9Bm
      dDzR3UPTtqYGQaIeQya825DTwwKgx4jI55fR8aJgAA==

      alpha-fast 8289a5a1
      UklGRgQBAABXRUJQVlA4WAoAAAAQAAAAFgAAEAAAQUxQSGMAAAARP6AgbQMWVsduRARXVw2uYtuNGyXdfi0IfhD8IEgQ
      LAgxhPKf8Qohov8hmkHzGu3/k7RUBTklRaHVaG1yj6f9RBSgecSqRvuKaAY5pcHj6YpCO8uYZawxKMgp7Ur/DBk0jw8A
      VlA4IHoAAADQBACdASoXABEAPu1oq08ppiOiMBgIATAdiWwAnTLs+n+O8OgBHA5OSWvNfr+oAAD7STKDv1mSFy/zigjn
      T3YIqRuiWF8zEGD+bajRXNyPaMXLl6cwoKBqG9BmdDzR3UPTtqYGQaIeQya825DTwwKgx4jI55fR8aJgAA==

      lossless-fastest b0c22d76
      UklGRtABAABXRUJQVlA4TMQBAAAvDIACAL/jugIAQumdbV82/pqgfVrUtm3btYaDNpIcOefq+5wJvhsBAAjl7Muu1dza
      zE/1gOYeY7dqtG3b8x/xfyT4RJAu3leB1+/pHQx1V7i4hRSRByK/oEhRicMuWtF/ODC+wVntdhBsy2KcfGdQyYpwFl5V
      dXqmktLhFJPwSyA9G7I3dSVsUs+u5ilhrfE7gnz1pye1B+jCgSx4KCu5w8OlrXcyQLz9evM7GU9FV3M6AEAIZAOwv20O
      hwAACGnuGwkAoOzAww2iEUG+3elQhyiQp2eQcyS3EsDHJD3GHohnvROM0D8KiERbwEyckntEodu4xlIcLGMgEICbSwze
      1D8E5GGVDOENQ4A9Af6u8VC2zuFAP7dAryi8s0c4zNc5AOblM4FmIS5hXFv30SAHZDe3of5nEiBIkmzaerZt27Zt2zbm
      8e8/3l9ERP8VBASAiDN4EtcWqM+b/UovHaeILK78aNPurvcxJ4MnbeQ6r+v54/XomapQNnkA2LbcaoXAHrwvAQDKViVH
      potkAH5p5HRHarz4j5aPTUQHj7/fJgmZGB6WdpMVgEFIJaBr1ffzNCv6zCwaBnW8Xb7Tgt8oZuOQCA==

      lossless-best 9547d677
      UklGRrABAABXRUJQVlA4TKMBAAAvDQACEIkeRPQ/FmLSFIvXBkFMQ+gf0SWJ9T/6NIHb2LZV5Vx5/nFitw6I6L8Bz4nc
      XdtwIMm2Wd04D7G13L9Qm7FunqvatlVlP3dPgcM3YajCoJlbE+fe53JFYdtGSuHgYf9x/z4GuzJcHBzL8mN8sm9lVSVS
      HgZ57kGxrTBuZtebJuueZlYlzI5t2rhj/wo6MzvA08ujwpFf1khAocptRNrVV+DfZ8ayayggr+/TrxCp8GXb3lYix3u9
      9MbGlvKkXDeD+0+ScvyT+HoyHyLUVuUY+yVG8YyHeeo5nx7akIKqDzGSd9xv17W57Kfpr03A4DZLVlbjdxwWuRTR8OJv
      0vBR8wX7PSdbAbAAIABa3B/djmeWsTbeRnvFmC+xIISPi1n+BXeIey3xQAAIAABIAF4LZtuAnrj0gwn5ACBkKu4UzzgE
      wVC62q1ypd4FQAHgYbgpBS1lseZTo6T25KocqhEUOILavIMs4rFqbmgr1doF+8Uobk2lJJBUM/lVz99+QAwAmBosfw44
      ghB4Yx2JsI+bXe8JzTXmP1qIe/hTKxURBAA=

      lossless-3-colours d1242aed
      UklGRooAAABXRUJQVlA4TH4AAAAvHcAEABcgFkz0duZPEQ5Bto2/xli2X0sgm4BcOuI2/9HLDXBc27aanLiMBOjnl4BF
      S/hVpAgyx+HfOiMtRPQ/AOOkHDg6KQaOmt9WI2CSbATGu88ZNUQAzApQE8EeVEdw2JwYbR1hPv59qCOOH2nZ1BFXN6+d
      VNcRV8nWdQQ=

      lossless-14-colours c5702127
      UklGRuIAAABXRUJQVlA4TNUAAAAvE0ADAG+gtpGk5r3DpqRE9F8PhSmKJDXiFoJ2VCHgShyk8lAUSYrzo/iiAwtIwy0S
      Mheq5j9eyftVvlF66T0sv69M3Z1Au43ZIUlwQwcAR7Vtq81LQQB3zB2HxyQhz8JfFUAOuiqhzahMCgIOSEH+F0MiIvqv
      MG0bRt09ZUMOvb63PZ4SQib9qY9cTvaTnhEin9xhrc8i/Equ0QY8p424TYDrJc85vQUAcd5M1qbEbzaZGm0FnelWKN45
      ZX0ziLqQlbQ2hNc/Lhkz/BC5rKrYPJAKXhQA

      near-lossless 0497f130
      UklGRgACAABXRUJQVlA4TPQBAAAvD0ACAF8EIZIkxdbQY2YJ7/kXxvT/UNtwHUm2qhx9uCfAL0GQfxzu7nCPuI5txUF4
      sMGc/dNOrMmWbSBnYQPzH5f14ZmOxASDoBqAIv6xMkLhKJoWYEi0AJGwdIRK1El0HQWADBMQpoBoNvxzkllh1Dj2lxXl
      EBVCAVK6dPYXgiNCgjhhaEaYcVU9K1DuQKqLCw4GPcfwN7YOxsyB/j+uTYkY0xbXCqsZVSP5ZaFmAn91eMPUbE/YXT4/
      EsjkBwovb3fUL2ymRhgM6053ZJBZtrKEGSD7eoe6GT4bf6m5feGl+MXAkUA2J8a34i8rFuWw4x8Ar3ETKsTEjTUM935a
      4RpTOgqWLj7Dr/+2e55I094vAdSNnl0/uvyyNvePkR4CNM90HIDN8b1wOjDb37iBPa9MngYfYn+T8TH4bYVF/8q+tWrH
      I8Pjj5QXP5JXZ84nJzRtfLcHCAIAlo0y27Zt27Zt42zbd8++PSKi/xNwdnp4qTRiaEFPlCsura7PTw7UVpMZQWSGN+vl
      Ynx8pZA7HSgqlBNJFOejydGe1KDDQQAAsXJhenN7sa8SuODgf372N7zbykQ8PHlHpdV/eNdoLWgYfUe1PXh7lQjdBBLD
      DwDINjv3Lx96GzIU8LGT6Vyt0X18/rZj+RQvK55J/dZ7P0+fXw==
      """;

  @ParameterizedTest
  @MethodSource("files")
  void decode_givesThePixelsOfLibwebp(Sample sample) throws IOException {
    BufferedImage image = ImageDecoder.decode(sample.bytes()).image();
    CRC32 sum = new CRC32();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int argb = image.getRGB(x, y);
        sum.update(argb >> 16);
        sum.update(argb >> 8);
        sum.update(argb);
        sum.update(argb >> 24);
      }
    }
    assertThat("%08x".formatted(sum.getValue())).isEqualTo(sample.sum());
  }

  @ParameterizedTest
  @MethodSource("files")
  void decode_halfOfThePixels_isRefused(Sample sample) {
    ByteBuffer file = ByteBuffer.wrap(sample.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int at = 12;
    while (at + 8 + file.getInt(at + 4) < file.capacity() - 1) {
      at += 8 + file.getInt(at + 4) + (file.getInt(at + 4) & 1);
    }
    int half = file.getInt(at + 4) / 4 * 2;
    file.putInt(at + 4, half).putInt(4, at + half);
    byte[] cut = Arrays.copyOf(file.array(), at + 8 + half);
    assertThatThrownBy(() -> ImageDecoder.decode(cut).image())
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContainingAll("cut off");
  }

  private static Stream<Sample> files() {
    return Arrays.stream(FILES.split("\n\n"))
        .map(
            text -> {
              String[] words = text.split("\\s+", 3);
              return new Sample(words[0], words[1], Base64.getMimeDecoder().decode(words[2]));
            });
  }

  private record Sample(String name, String sum, byte[] bytes) {
    @Override
    public String toString() {
      return name;
    }
  }
}
