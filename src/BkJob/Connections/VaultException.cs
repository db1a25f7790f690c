namespace BkJob;

/// <summary>A vault did not return an app secret.</summary>
/// <param name="message">The reason, which contains no secret.</param>
/// <param name="advice">The recommended action.</param>
internal sealed class VaultException(string message, string advice) : BkJobException(BkJobErrorKind.InvalidArgument, message)
{
    /// <summary>The recommended action.</summary>
    public string Advice => advice;
}
