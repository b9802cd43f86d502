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
    "。一上不专业东丝中丽了争二五产人今从仓付代件份企会伟位何作供保信修做停储元公兰共具内册再"
    + "军况准出刘刚初别制力加务劳勇勤包区千华单南卫印厂参及双反发受台号司合名否听吴员周和咨品唐"
    + "售商善器园国在圩地场培塑墨备外多大始娜娟字存孙孚学宋定实容小少属岑岚峤州工市平年并广应店"
    + "建开弈张强当彧往徐心志态总息情成户房执扩技投报押拨按搬改政敏数整文料新施无日旧时明易映春"
    + "是曹月有服朔期木未本朱机权李材来杨杰板构林果染查柯标栩根桂桉桓桥梁梅梯检棠楷槐槿欠次正民"
    + "水汀求江汽沅沈没河治泉泓法注洋流测浔浙涉涛淙清渠湖源漪澄煜物状玉王现珩班琅理琏琰璟生用申电"
    + "登百皓监目石码砚破磁磊示社离科租称程税立竹笔笙等筑筠签算管类系紧红约级纳纺线练织经结络统"
    + "续维绸编缴网罗置翊老职联股胡自至艳花芳芷苒英茗荣菡菱营薪蘅行街衣表被装要计订讨训议记许设"
    + "访证诉试诚话询说谢负责货贸费资走赵起超路身车软迁运近退通造道邓郑部郭配酒量金针钢钮钰铎银"
    + "链销锴镇门闭间陈限院霁霞露静面韩项额食餐饮饰馆马骁高黄（）０１２３４５６７８９"

  /// Four digits a character, in the order of ``characters``.
  private static let hexadecimal =
    "A1A3D2BBC9CFB2BBD7A8D2B5B6ABCBBFD6D0C0F6C1CBD5F9B6FECEE5B2FAC8CBBDF1B4D3B2D6B8B6B4FABCFE"
    + "B7DDC6F3BBE1CEB0CEBBBACED7F7B9A9B1A3D0C5D0DED7F6CDA3B4A2D4AAB9ABC0BCB9B2BEDFC4DAB2E1D4D9"
    + "BEFCBFF6D7BCB3F6C1F5B8D5B3F5B1F0D6C6C1A6BCD3CEF1C0CDD3C2C7DAB0FCC7F8C7A7BBAAB5A5C4CFCEC0"
    + "D3A1B3A7B2CEBCB0CBABB7B4B7A2CADCCCA8BAC5CBBEBACFC3FBB7F1CCFDCEE2D4B1D6DCBACDD7C9C6B7CCC6"
    + "CADBC9CCC9C6C6F7D4B0B9FAD4DADBD7B5D8B3A1C5E0CBDCC4ABB1B8CDE2B6E0B4F3CABCC4C8BEEAD7D6B4E6"
    + "CBEFE6DAD1A7CBCEB6A8CAB5C8DDD0A1C9D9CAF4E1AFE1B0E1BDD6DDB9A4CAD0C6BDC4EAB2A2B9E3D3A6B5EA"
    + "BDA8BFAADEC4D5C5C7BFB5B18FAACDF9D0ECD0C4D6BECCACD7DCCFA2C7E9B3C9BBA7B7BFD6B4C0A9BCBCCDB6"
    + "B1A8D1BAB2A6B0B4B0E1B8C4D5FEC3F4CAFDD5FBCEC4C1CFD0C2CAA9CEDEC8D5BEC9CAB1C3F7D2D7D3B3B4BA"
    + "CAC7B2DCD4C2D3D0B7FECBB7C6DAC4BECEB4B1BED6ECBBFAC8A8C0EEB2C4C0B4D1EEBDDCB0E5B9B9C1D6B9FB"
    + "C8BEB2E9BFC2B1EAE8F2B8F9B9F0E8F1BBB8C7C5C1BAC3B7CCDDBCECCCC4BFACBBB1E9C8C7B7B4CED5FDC3F1"
    + "CBAECDA1C7F3BDADC6FBE3E4C9F2C3BBBAD3D6CEC8AAE3FCB7A8D7A2D1F3C1F7B2E2E4B1D5E3C9E6CCCEE4C8C7E5"
    + "C7FEBAFED4B4E4F4B3CEECCFCEEFD7B4D3F1CDF5CFD6E7F1B0E0C0C5C0EDE7F6E7FCAD5AC9FAD3C3C9EAB5E7"
    + "B5C7B0D9F0A9BCE0C4BFCAAFC2EBD1E2C6C6B4C5C0DACABEC9E7C0EBBFC6D7E2B3C6B3CCCBB0C1A2D6F1B1CA"
    + "F3CFB5C8D6FEF3DEC7A9CBE3B9DCC0E0CFB5BDF4BAECD4BCBCB6C4C9B7C4CFDFC1B7D6AFBEADBDE1C2E7CDB3"
    + "D0F8CEACB3F1B1E0BDC9CDF8C2DED6C3F1B4C0CFD6B0C1AAB9C9BAFAD7D4D6C1D1DEBBA8B7BCDCC6DCDBD3A2"
    + "DCF8C8D9DDD5C1E2D3AAD0BDDEBFD0D0BDD6D2C2B1EDB1BBD7B0D2AABCC6B6A9CCD6D1B5D2E9BCC7D0EDC9E8"
    + "B7C3D6A4CBDFCAD4B3CFBBB0D1AFCBB5D0BBB8BAD4F0BBF5C3B3B7D1D7CAD7DFD5D4C6F0B3ACC2B7C9EDB3B5"
    + "C8EDC7A8D4CBBDFCCDCBCDA8D4ECB5C0B5CBD6A3B2BFB9F9C5E4BEC6C1BFBDF0D5EBB8D6C5A5EEDAEEECD2F8"
    + "C1B4CFFAEFC7D5F2C3C5B1D5BCE4B3C2CFDED4BAF6ABCFBCC2B6BEB2C3E6BAABCFEEB6EECAB3B2CDD2FBCACE"
    + "B9DDC2EDE6E7B8DFBBC6A3A8A3A9A3B0A3B1A3B2A3B3A3B4A3B5A3B6A3B7A3B8A3B9"
}
