using System.Text;

namespace BkJob.Views;

/// <summary>Caches which characters the encoding of the console can represent: it is checked for each cell and rarely changes.</summary>
internal static class Encodings
{
    private const string Symbols = "○●✓✗■├─└│…";

    private static (int CodePage, bool CanEncode)? s_checked;

    public static bool CanEncodeSymbols(Encoding encoding)
    {
        if (s_checked is not { } known || known.CodePage != encoding.CodePage)
        {
            known = (encoding.CodePage, encoding.GetString(encoding.GetBytes(Symbols)) == Symbols);
            s_checked = known;
        }

        return known.CanEncode;
    }
}
