/// GB18030 for the characters that invented files contain, and for no others.
///
/// A closed table keeps the simulator free of Foundation and iconv, and its bytes the same on every
/// machine.
///
/// - Source: GB 18030-2022, two-byte area.
enum GB18030 {
  /// - Parameter bytes: valid UTF-8.
  /// - Returns: nil when a character is not in the table.
  static func encoded(_ bytes: [UInt8]) -> [UInt8]? {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        encoded.append(UInt8(truncatingIfNeeded: scalar.value))
      } else if let code = codes[scalar] {
        encoded.append(UInt8(code >> 8))
        encoded.append(UInt8(code & 0xFF))
      } else {
        return nil
      }
    }
    return encoded
  }

  private static let codes: [Unicode.Scalar: UInt16] = {
    var table: [Unicode.Scalar: UInt16] = [:]
    var rest = Substring(hexadecimal)
    for scalar in characters.unicodeScalars {
      table[scalar] = UInt16(rest.prefix(4), radix: 16)
      rest = rest.dropFirst(4)
    }
    return table
  }()

  /// In Unicode order.
  private static let characters =
    "。一专业东丝中丽争二五产人今从仓代件份企会伟位何作供保信修做储元公兰共具内册再军准出刘刚"
    + "制力加务劳勇区千华单南卫印厂参及双反发受号司合名否吴周和咨品唐售商善园国在圩地场塑墨多始"
    + "娜娟存孙孚学宋定容小少属岑岚峤州工市平年并广应店建弈张强当彧徐心志态息成户房扩技投报押改"
    + "政敏数整文料新无日旧时明易映春是曹月有服朔期木未本朱机李材杨杰板构林果染柯标栩根桂桉桓桥"
    + "梁梅梯棠楷槐槿欠次水汀求江汽沅沈没河治泉泓法注洋流浔浙涉涛淙清渠湖源漪澄煜物状玉王珩班琅"
    + "理琏琰璟生用申电登百皓石码砚磁磊社离科称程税立竹笔笙等筑筠算管系红纳纺线练织经结络统续绸"
    + "编缴网罗置翊老职联股胡至艳花芳芷苒英茗荣菡菱营薪蘅行街衣表被装要计讨议记许设证诉试话询说"
    + "谢货贸费资赵起超路身车软迁运退造道邓郑部郭配酒量金针钢钮钰铎链销锴镇间陈限院霁霞静韩额食"
    + "餐饮饰馆马骁高黄（）０１２３４５６７８９"

  /// Four digits a character, in the order of ``characters``.
  private static let hexadecimal =
    "A1A3D2BBD7A8D2B5B6ABCBBFD6D0C0F6D5F9B6FECEE5B2FAC8CBBDF1B4D3B2D6B4FABCFEB7DDC6F3BBE1CEB0"
    + "CEBBBACED7F7B9A9B1A3D0C5D0DED7F6B4A2D4AAB9ABC0BCB9B2BEDFC4DAB2E1D4D9BEFCD7BCB3F6C1F5B8D5"
    + "D6C6C1A6BCD3CEF1C0CDD3C2C7F8C7A7BBAAB5A5C4CFCEC0D3A1B3A7B2CEBCB0CBABB7B4B7A2CADCBAC5CBBE"
    + "BACFC3FBB7F1CEE2D6DCBACDD7C9C6B7CCC6CADBC9CCC9C6D4B0B9FAD4DADBD7B5D8B3A1CBDCC4ABB6E0CABC"
    + "C4C8BEEAB4E6CBEFE6DAD1A7CBCEB6A8C8DDD0A1C9D9CAF4E1AFE1B0E1BDD6DDB9A4CAD0C6BDC4EAB2A2B9E3"
    + "D3A6B5EABDA8DEC4D5C5C7BFB5B18FAAD0ECD0C4D6BECCACCFA2B3C9BBA7B7BFC0A9BCBCCDB6B1A8D1BAB8C4"
    + "D5FEC3F4CAFDD5FBCEC4C1CFD0C2CEDEC8D5BEC9CAB1C3F7D2D7D3B3B4BACAC7B2DCD4C2D3D0B7FECBB7C6DA"
    + "C4BECEB4B1BED6ECBBFAC0EEB2C4D1EEBDDCB0E5B9B9C1D6B9FBC8BEBFC2B1EAE8F2B8F9B9F0E8F1BBB8C7C5"
    + "C1BAC3B7CCDDCCC4BFACBBB1E9C8C7B7B4CECBAECDA1C7F3BDADC6FBE3E4C9F2C3BBBAD3D6CEC8AAE3FCB7A8"
    + "D7A2D1F3C1F7E4B1D5E3C9E6CCCEE4C8C7E5C7FEBAFED4B4E4F4B3CEECCFCEEFD7B4D3F1CDF5E7F1B0E0C0C5"
    + "C0EDE7F6E7FCAD5AC9FAD3C3C9EAB5E7B5C7B0D9F0A9CAAFC2EBD1E2B4C5C0DAC9E7C0EBBFC6B3C6B3CCCBB0"
    + "C1A2D6F1B1CAF3CFB5C8D6FEF3DECBE3B9DCCFB5BAECC4C9B7C4CFDFC1B7D6AFBEADBDE1C2E7CDB3D0F8B3F1"
    + "B1E0BDC9CDF8C2DED6C3F1B4C0CFD6B0C1AAB9C9BAFAD6C1D1DEBBA8B7BCDCC6DCDBD3A2DCF8C8D9DDD5C1E2"
    + "D3AAD0BDDEBFD0D0BDD6D2C2B1EDB1BBD7B0D2AABCC6CCD6D2E9BCC7D0EDC9E8D6A4CBDFCAD4BBB0D1AFCBB5"
    + "D0BBBBF5C3B3B7D1D7CAD5D4C6F0B3ACC2B7C9EDB3B5C8EDC7A8D4CBCDCBD4ECB5C0B5CBD6A3B2BFB9F9C5E4"
    + "BEC6C1BFBDF0D5EBB8D6C5A5EEDAEEECC1B4CFFAEFC7D5F2BCE4B3C2CFDED4BAF6ABCFBCBEB2BAABB6EECAB3"
    + "B2CDD2FBCACEB9DDC2EDE6E7B8DFBBC6A3A8A3A9A3B0A3B1A3B2A3B3A3B4A3B5A3B6A3B7A3B8A3B9"
}
