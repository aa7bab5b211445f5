using System.Text;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>Reads the text of an uploaded roll: UTF-8, or GB 18030 as spreadsheets here still write it.</summary>
public static class RollFile
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The text, without a byte order mark.</summary>
    public static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        }
    }
}
