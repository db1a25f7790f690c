using System.Collections.ObjectModel;
using System.Globalization;

namespace BkJob;

/// <summary>A list whose text contains its items, for a cell of a CSV file.</summary>
internal sealed class ItemList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <summary>The maximum number of items in the text; a step can have fifty thousand hosts.</summary>
    private const int MaxShown = 20;

    /// <summary>The first 20 items, separated by semicolons, and the number of further ones.</summary>
    public override string ToString()
    {
        string shown = string.Join("; ", this.Take(MaxShown));
        return Count <= MaxShown ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown}; … {Count - MaxShown} more");
    }
}
