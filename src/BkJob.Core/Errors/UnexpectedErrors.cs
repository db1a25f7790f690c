namespace BkJob.Transport;

/// <summary>Puts an exception that nobody expected into words, so that it is the error of one job and not the end of all.</summary>
internal static class UnexpectedErrors
{
    /// <summary>The error of the job whose request failed.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="redactor">Removes the secrets of the connection; null where none can be in it.</param>
    public static BkJobException FromException(Exception cause, SecretRedactor? redactor = null)
    {
        string message = redactor is null ? cause.Message : redactor.Redact(cause.Message)!;
        string text = cause is OutOfMemoryException
            ? CoreMessages.OutOfMemory
            : CoreMessages.FormatUnexpectedFault(cause.GetType().Name, TerminalText.Sanitize(message));
        return new BkJobException(BkJobErrorKind.InvalidResponse, text, redactor?.IsClean(cause) == false ? null : cause);
    }
}
