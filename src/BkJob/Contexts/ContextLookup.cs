using System.Management.Automation;

namespace BkJob;

/// <summary>Finds the context that a user specifies.</summary>
internal static class ContextLookup
{
    /// <summary>Finds a context.</summary>
    /// <param name="specified">A context, or the name of one.</param>
    /// <exception cref="BkJobException">It does not exist, or is no longer connected.</exception>
    public static BkJobContext Find(object specified)
    {
        if (DeserializedValue.IsDeserialized<BkJobContext>(specified))
        {
            throw NotConnected(Messages.ContextIsCopy);
        }

        object plain = specified is PSObject wrapped ? wrapped.BaseObject : specified;
        BkJobContext context = plain as BkJobContext
            ?? ContextStore.Current.Get(plain.ToString()!)
            ?? throw NotConnected(Messages.FormatNoContextOfNameButOthers(Argument.Quote(plain), GetKnownNames()));
        return context.IsConnected ? context : throw NotConnected(Messages.FormatContextDisconnected(TerminalText.Sanitize(context.Name)));
    }

    /// <summary>Finds the context that an object was read with.</summary>
    /// <exception cref="BkJobException">It no longer exists: another context can belong to another server.</exception>
    public static BkJobContext Find(ContextOrigin origin) =>
        origin.Find() ?? throw NotConnected(Messages.FormatContextGone(origin.Name));

    private static BkJobException NotConnected(string message) => BkJobException.CreateUnsent(BkJobErrorKind.NotConnected, message);

    private static string GetKnownNames()
    {
        BkJobContext[] all = ContextStore.Current.Find("*");
        return all.Length == 0 ? Messages.None : string.Join(", ", all.Select(context => TerminalText.Sanitize(context.Name)));
    }
}
